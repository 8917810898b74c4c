// Made by npm run openapi from the server's OpenAPI document. Do not edit.
export interface paths {
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Needs no token.
         */
        post: operations["auth_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out here, or everywhere
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        post: operations["auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who I am
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["auth_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change my password, language or theme
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        patch: operations["auth_patchMe"];
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Users
         * @description For administrators.
         */
        get: operations["users_list"];
        put?: never;
        /**
         * Add a user
         * @description For administrators.
         */
        post: operations["users_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One user
         * @description For administrators.
         */
        get: operations["users_get"];
        put?: never;
        post?: never;
        /**
         * Remove a user
         * @description For administrators.
         */
        delete: operations["users_delete"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description For administrators.
         */
        patch: operations["users_patch"];
        trace?: never;
    };
    "/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tree of locations I may see
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["locations_list"];
        put?: never;
        /**
         * Add a location
         * @description For administrators.
         */
        post: operations["locations_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/locations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One location
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["locations_get"];
        put?: never;
        post?: never;
        /**
         * Remove an empty location
         * @description For administrators.
         */
        delete: operations["locations_delete"];
        options?: never;
        head?: never;
        /**
         * Change or move a location
         * @description For administrators.
         */
        patch: operations["locations_patch"];
        trace?: never;
    };
    "/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Content
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["content_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tags of the library, and how many contents have each
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["content_tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The campaigns that use these contents
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["content_uses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One content
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["content_get"];
        put?: never;
        post?: never;
        /**
         * Remove a content nothing uses
         * @description For managers, in their locations, and administrators.
         */
        delete: operations["content_delete"];
        options?: never;
        head?: never;
        /**
         * Change what is said of a content
         * @description For managers, in their locations, and administrators.
         */
        patch: operations["content_patch"];
        trace?: never;
    };
    "/content/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file (multipart: file, title, description, tags)
         * @description For managers, in their locations, and administrators.
         */
        post: operations["content_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Process a failed content once more
         * @description For managers, in their locations, and administrators.
         */
        post: operations["content_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/{id}/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take over the file of another content, which leaves the library; campaigns play the new file in its place
         * @description For managers, in their locations, and administrators.
         */
        post: operations["content_replace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes, with ranges
         * @description With a signed address, or a user's or player's token that may see the file.
         */
        get: operations["content_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of it, 320 × 180
         * @description With a signed address, or a user's or player's token that may see the file.
         */
        get: operations["content_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Campaigns
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["campaigns_list"];
        put?: never;
        /**
         * Add a campaign
         * @description For managers, in their locations, and administrators.
         */
        post: operations["campaigns_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One campaign
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["campaigns_get"];
        put?: never;
        post?: never;
        /**
         * Remove a campaign no schedule uses
         * @description For managers, in their locations, and administrators.
         */
        delete: operations["campaigns_delete"];
        options?: never;
        head?: never;
        /**
         * Change a campaign and what plays
         * @description For managers, in their locations, and administrators.
         */
        patch: operations["campaigns_patch"];
        trace?: never;
    };
    "/campaigns/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep a draft of the items; nothing plays it yet
         * @description For managers, in their locations, and administrators.
         */
        put: operations["campaigns_draft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The draft becomes what plays, in one step
         * @description For managers, in their locations, and administrators.
         */
        post: operations["campaigns_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a resumable upload (tus: Upload-Length, Upload-Metadata filename, title, description, tags)
         * @description For managers, in their locations, and administrators.
         */
        post: operations["uploads_create"];
        delete?: never;
        /**
         * What of tus this server speaks
         * @description Needs no token.
         */
        options: operations["uploads_options"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an upload is, and which content came of it
         * @description For managers, in their locations, and administrators.
         */
        get: operations["uploads_get"];
        put?: never;
        post?: never;
        /**
         * Give an upload up
         * @description For managers, in their locations, and administrators.
         */
        delete: operations["uploads_cancel"];
        options?: never;
        head?: never;
        /**
         * Send more bytes (tus: Upload-Offset, Upload-Checksum); the last answer names the content in TVS-Content-Id
         * @description For managers, in their locations, and administrators.
         */
        patch: operations["uploads_append"];
        trace?: never;
    };
    "/editorials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Editorials
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["editorials_list"];
        put?: never;
        /**
         * Add an editorial; a content that stands for it in campaigns comes with it
         * @description For managers, in their locations, and administrators.
         */
        post: operations["editorials_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/editorials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One editorial
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["editorials_get"];
        put?: never;
        post?: never;
        /**
         * Remove an editorial that no campaign shows, with its items and its content
         * @description For managers, in their locations, and administrators.
         */
        delete: operations["editorials_delete"];
        options?: never;
        head?: never;
        /**
         * Change an editorial; its kind stays
         * @description For managers, in their locations, and administrators.
         */
        patch: operations["editorials_patch"];
        trace?: never;
    };
    "/editorials/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the feed now
         * @description For managers, in their locations, and administrators.
         */
        post: operations["editorials_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/editorials/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a feed and show its items; nothing is stored
         * @description For managers, in their locations, and administrators.
         */
        post: operations["editorials_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/editorials/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Items of an editorial, those that expired too
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["editorials_items"];
        put?: never;
        /**
         * Add an item at the end (by hand only)
         * @description For managers, in their locations, and administrators.
         */
        post: operations["editorials_createItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/editorials/{id}/items/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an item (by hand only)
         * @description For managers, in their locations, and administrators.
         */
        delete: operations["editorials_deleteItem"];
        options?: never;
        head?: never;
        /**
         * Change an item (by hand only)
         * @description For managers, in their locations, and administrators.
         */
        patch: operations["editorials_patchItem"];
        trace?: never;
    };
    "/editorials/{id}/items/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put the items in this order: all of them, each once
         * @description For managers, in their locations, and administrators.
         */
        put: operations["editorials_orderItems"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schedules
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["schedules_list"];
        put?: never;
        /**
         * Schedule a campaign
         * @description For managers, in their locations, and administrators.
         */
        post: operations["schedules_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One schedule
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["schedules_get"];
        put?: never;
        post?: never;
        /**
         * Remove a schedule
         * @description For managers, in their locations, and administrators.
         */
        delete: operations["schedules_delete"];
        options?: never;
        head?: never;
        /**
         * Change a schedule
         * @description For managers, in their locations, and administrators.
         */
        patch: operations["schedules_patch"];
        trace?: never;
    };
    "/schedules/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Conflicts and overrides of a schedule as it would be
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        post: operations["schedules_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which screens change, when, from what to what
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        post: operations["schedules_impact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which screens a campaign plays on in the coming 14 days, and when first
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["schedules_reach"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What plays at a location between two instants
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["schedules_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What plays at a location at an instant, and of every schedule why or why not
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["schedules_explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Players
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["players_list"];
        put?: never;
        /**
         * Add a player; the answer holds its key, once
         * @description For managers, in their locations, and administrators.
         */
        post: operations["players_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One player
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["players_get"];
        put?: never;
        post?: never;
        /**
         * Remove a player
         * @description For managers, in their locations, and administrators.
         */
        delete: operations["players_delete"];
        options?: never;
        head?: never;
        /**
         * Rename or move a player
         * @description For managers, in their locations, and administrators.
         */
        patch: operations["players_patch"];
        trace?: never;
    };
    "/players/pair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pair the screen that shows a code
         * @description For managers, in their locations, and administrators.
         */
        post: operations["players_pair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a new key; the old one ends at once
         * @description For managers, in their locations, and administrators.
         */
        post: operations["players_renewKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/command": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a command
         * @description For managers, in their locations, and administrators.
         */
        post: operations["players_command"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Commands and their results
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["players_commands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came of these commands
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["commands_list"];
        put?: never;
        /**
         * Send one command to many players
         * @description For managers, in their locations, and administrators.
         */
        post: operations["commands_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commands/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call off those of these commands that no player has taken yet
         * @description For managers, in their locations, and administrators.
         */
        post: operations["commands_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the newest programme again
         * @description For managers, in their locations, and administrators.
         */
        post: operations["players_sync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What it should show at any instant, and why
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["players_programme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/player/pairing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a code to show, then for the key
         * @description Needs no token.
         */
        post: operations["player_pairing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The numbers on top
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["dashboard_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/players": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One small row for every player
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["dashboard_players"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["dashboard_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * System settings
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change system settings
         * @description For administrators.
         */
        patch: operations["settings_patch"];
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether all is well
         * @description Needs no token.
         */
        get: operations["health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process answers
         * @description Needs no token.
         */
        get: operations["health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready for traffic
         * @description Needs no token.
         */
        get: operations["health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/player/programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The programme as `programme_update` brings it; `ETag` is its version
         * @description With a player's own token, which the socket's `register_success` brings.
         */
        get: operations["player_programme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/player/plays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver plays; what the answer names is stored, once, however often it was sent
         * @description With a player's own token, which the socket's `register_success` brings.
         */
        post: operations["player_plays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/player/screenshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a picture of the screen: JPEG, PNG or WebP of at most 2 MiB as the body
         * @description With a player's own token, which the socket's `register_success` brings.
         */
        post: operations["player_screenshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/player/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the newest lines of its log; they replace those sent before
         * @description With a player's own token, which the socket's `register_success` brings.
         */
        post: operations["player_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What it noted of itself, as it last answered a `log` command
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["players_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What it said of its machine, hour by hour of the last eight days
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["players_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/plays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What it has shown, newest first
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["players_plays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/screenshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest picture of its screen (JPEG), for a signed address or who may see the player
         * @description With a signed address, or a user's or player's token that may see the file.
         */
        get: operations["players_screenshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/plays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Plays added up by content, campaign, player, day or location
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["reports_plays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/plays/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Single plays, oldest first; the CSV has all of them, streamed
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["reports_raw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/compliance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Planned against played by player, day, campaign or location
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["reports_compliance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/players/{id}/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One day of a player: what was planned, what it has shown, and where the two differ
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["players_day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What needs somebody
         * @description For everyone who is signed in; shows what lies in their locations and what is shared.
         */
        get: operations["alerts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that somebody takes care of it
         * @description For managers, in their locations, and administrators.
         */
        post: operations["alerts_acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/alerts/{id}/unacknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take that back
         * @description For managers, in their locations, and administrators.
         */
        post: operations["alerts_unacknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, before and after
         * @description For administrators.
         */
        get: operations["audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Alert: {
            id: number;
            /** @enum {string} */
            kind: "player_offline" | "player_behind" | "player_storage" | "player_clock" | "content_failing" | "location_empty";
            player_id: number | null;
            location_id: number | null;
            content_id: number | null;
            title: string;
            params: {
                [key: string]: string | number;
            };
            /** Format: date-time */
            raised_at: string;
            acknowledged_at: string | null;
            acknowledged_by: number | null;
            cleared_at: string | null;
            /** Format: date-time */
            updated_at: string;
        };
        AuditEntry: {
            id: number;
            /** Format: date-time */
            at: string;
            user_id: number | null;
            user_name: string | null;
            action: string;
            resource: string;
            resource_id: number | null;
            title: string;
            location_id: number | null;
            before: unknown;
            after: unknown;
            request_id: string | null;
        };
        User: {
            id: number;
            username: string;
            email: string;
            /** @enum {string} */
            role: "admin" | "manager" | "viewer";
            location_ids: number[];
            locale: ("pt-BR" | "en") | null;
            /** @enum {string} */
            theme: "light" | "dark" | "auto";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Content: {
            id: number;
            title: string;
            description: string | null;
            /** @enum {string} */
            type: "video" | "image" | "audio" | "html" | "editorial";
            filename: string;
            mime_type: string;
            file_size: number;
            duration: number | null;
            width: number | null;
            height: number | null;
            sha256: string;
            original: {
                mime_type: string;
                file_size: number;
            } | null;
            /** @enum {string} */
            status: "processing" | "ready" | "failed";
            status_detail: string | null;
            tags: string[];
            created_by: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            thumbnail_url: string | null;
            url: string;
        };
        ContentTags: {
            items: {
                tag: string;
                count: number;
            }[];
        };
        ContentUses: {
            items: {
                content_id: number;
                campaigns: {
                    id: number;
                    name: string;
                    place: number | null;
                    total: number;
                }[];
                hidden: number;
            }[];
        };
        CampaignItem: {
            content_id: number;
            duration: number | null;
            /** @enum {string} */
            fit: "contain" | "cover" | "fill";
            muted: boolean;
            valid_from: string | null;
            valid_until: string | null;
            content: {
                id: number;
                title: string;
                /** @enum {string} */
                type: "video" | "image" | "audio" | "html" | "editorial";
                /** @enum {string} */
                status: "processing" | "ready" | "failed";
                duration: number | null;
                thumbnail_url: string | null;
                url: string;
                mime_type: string;
            };
        };
        Campaign: {
            id: number;
            name: string;
            description: string | null;
            location_id: number | null;
            priority: number;
            is_active: boolean;
            start_date: string | null;
            end_date: string | null;
            content_order: number[];
            items: components["schemas"]["CampaignItem"][];
            draft: {
                items: components["schemas"]["CampaignItem"][];
                /** Format: date-time */
                updated_at: string;
            } | null;
            duration: number;
            /** Format: date */
            today: string;
            created_by: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        EditorialConfig: {
            refresh_minutes: number;
            max_items: number;
            seconds_per_item: number;
            show_qr: boolean;
            theme: ("notice" | "news" | "menu") | null;
        };
        Editorial: {
            id: number;
            name: string;
            /** @enum {string} */
            kind: "manual" | "feed";
            feed_url: string | null;
            config: components["schemas"]["EditorialConfig"];
            content_id: number;
            items_count: number;
            feed: {
                fetched_at: string | null;
                next_fetch_at: string | null;
                error: string | null;
                failures: number;
            } | null;
            created_by: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        EditorialItem: {
            id: number;
            title: string;
            body: string | null;
            link: string | null;
            published_at: string | null;
            expires_at: string | null;
            position: number;
            /** @enum {string} */
            source: "manual" | "feed";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        EditorialSnapshot: {
            name: string;
            /** @enum {string} */
            theme: "notice" | "news" | "menu";
            source: string | null;
            config: {
                seconds_per_item: number;
                show_qr: boolean;
                items_per_slide: number;
            };
            items: {
                title: string;
                body: string | null;
                link: string | null;
                published_at: string | null;
            }[];
        };
        Schedule: {
            /** @description Greater for newer schedules */
            id: number;
            /** @description The campaign that plays */
            campaign_id: number;
            /** @description Where: this location and everywhere below it; null = everywhere */
            location_id: number | null;
            /**
             * Format: date
             * @description First local date, inclusive, in the zone of the player’s location; what a recurrence rule counts from
             */
            start_date: string;
            /** @description Last local date, inclusive, in the zone of the player’s location; null = open-ended */
            end_date: string | null;
            /** @description Wall-clock time HH:MM in the zone of the player’s location; null = 00:00 */
            start_time: string | null;
            /** @description Wall-clock time HH:MM; at or before start_time: on the following day; null = the next midnight */
            end_time: string | null;
            /** @description 0 = Sunday … 6 = Saturday; null = every day. Filters the dates of a recurrence rule too */
            days_of_week: number[] | null;
            /** @description false: kept, never on */
            is_active: boolean;
            /** @description The greatest wins. Among equals: the priority of the campaign, then the nearest location to the player, then the newest schedule (id) */
            priority: number;
            /** @description On which of the dates; null = on every one */
            recurrence_rule: {
                /**
                 * @description The period that repeats
                 * @enum {string}
                 */
                freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
                /** @description Every so many periods, counted from the one start_date lies in; left out: 1 */
                interval?: number;
                /** @description Weekdays, MO to SU; in MONTHLY and YEARLY rules also with a number: 1MO is the first Monday, -1FR the last Friday */
                byday?: string[];
                /** @description Days of the month, 1 to 31, or from its end, -1 being the last; not in WEEKLY rules */
                bymonthday?: number[];
                /** @description Months, 1 = January */
                bymonth?: number[];
                /** @description Which of the dates of one period, in order: 1 = the first, -1 = the last. Needs byday, bymonthday or bymonth */
                bysetpos?: number[];
                /** @description Ends after so many dates of the rule, those that exdates or days_of_week take away included; not beside until */
                count?: number;
                /**
                 * Format: date
                 * @description The last date the rule may give, inclusive, in the zone of the player’s location; not beside count
                 */
                until?: string;
                /**
                 * @description The day weeks begin with, for WEEKLY rules with an interval; left out: MO
                 * @enum {string}
                 */
                wkst?: "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU";
                /** @description Local dates on which it does not play; they count over rdates */
                exdates?: string[];
                /** @description Local dates on which it plays too, within start_date and end_date; until does not end them, days_of_week filters them */
                rdates?: string[];
            } | null;
            /** @description Name of the campaign */
            campaign_name: string;
            /** @description The user who made it; null: no longer there */
            created_by: number | null;
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed
             */
            updated_at: string;
        };
        ScheduleConflict: {
            /** @description The existing schedule */
            schedule_id: number;
            /** @description Its campaign */
            campaign_id: number;
            /** @description Name of its campaign */
            campaign_name: string;
            /**
             * @description conflict: place and priorities are equal and only age decides, refused unless allowed; override: the ranking decides
             * @enum {string}
             */
            kind: "conflict" | "override";
            /**
             * @description Which of the two plays at the first overlap
             * @enum {string}
             */
            wins: "candidate" | "existing";
            /** @description The first time both would be on */
            first_overlap: {
                /**
                 * Format: date-time
                 * @description Inclusive
                 */
                start: string;
                /**
                 * Format: date-time
                 * @description Exclusive
                 */
                end: string;
            };
        };
        ProgrammeUpdate: {
            version: string;
            location: {
                id: number;
                name: string;
            };
            programme: {
                timezone: string;
                location_chain: number[];
                default_campaign_id: number | null;
                campaigns: {
                    id: number;
                    is_active: boolean;
                    priority: number;
                    start_date: string | null;
                    end_date: string | null;
                    valid?: {
                        valid_from: string | null;
                        valid_until: string | null;
                    }[];
                }[];
                schedules: {
                    /** @description Greater for newer schedules */
                    id: number;
                    /** @description The campaign that plays */
                    campaign_id: number;
                    /** @description Where: this location and everywhere below it; null = everywhere */
                    location_id: number | null;
                    /**
                     * Format: date
                     * @description First local date, inclusive, in the zone of the player’s location; what a recurrence rule counts from
                     */
                    start_date: string;
                    /** @description Last local date, inclusive, in the zone of the player’s location; null = open-ended */
                    end_date: string | null;
                    /** @description Wall-clock time HH:MM in the zone of the player’s location; null = 00:00 */
                    start_time: string | null;
                    /** @description Wall-clock time HH:MM; at or before start_time: on the following day; null = the next midnight */
                    end_time: string | null;
                    /** @description 0 = Sunday … 6 = Saturday; null = every day. Filters the dates of a recurrence rule too */
                    days_of_week: number[] | null;
                    /** @description false: kept, never on */
                    is_active: boolean;
                    /** @description The greatest wins. Among equals: the priority of the campaign, then the nearest location to the player, then the newest schedule (id) */
                    priority: number;
                    /** @description On which of the dates; null = on every one */
                    recurrence_rule: {
                        /**
                         * @description The period that repeats
                         * @enum {string}
                         */
                        freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
                        /** @description Every so many periods, counted from the one start_date lies in; left out: 1 */
                        interval?: number;
                        /** @description Weekdays, MO to SU; in MONTHLY and YEARLY rules also with a number: 1MO is the first Monday, -1FR the last Friday */
                        byday?: string[];
                        /** @description Days of the month, 1 to 31, or from its end, -1 being the last; not in WEEKLY rules */
                        bymonthday?: number[];
                        /** @description Months, 1 = January */
                        bymonth?: number[];
                        /** @description Which of the dates of one period, in order: 1 = the first, -1 = the last. Needs byday, bymonthday or bymonth */
                        bysetpos?: number[];
                        /** @description Ends after so many dates of the rule, those that exdates or days_of_week take away included; not beside until */
                        count?: number;
                        /**
                         * Format: date
                         * @description The last date the rule may give, inclusive, in the zone of the player’s location; not beside count
                         */
                        until?: string;
                        /**
                         * @description The day weeks begin with, for WEEKLY rules with an interval; left out: MO
                         * @enum {string}
                         */
                        wkst?: "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU";
                        /** @description Local dates on which it does not play; they count over rdates */
                        exdates?: string[];
                        /** @description Local dates on which it plays too, within start_date and end_date; until does not end them, days_of_week filters them */
                        rdates?: string[];
                    } | null;
                }[];
            };
            campaigns: {
                id: number;
                name: string;
                items: {
                    content_id: number;
                    duration: number | null;
                    /** @enum {string} */
                    fit: "contain" | "cover" | "fill";
                    muted: boolean;
                    /** Format: date */
                    valid_from?: string;
                    /** Format: date */
                    valid_until?: string;
                }[];
            }[];
            contents: {
                id: number;
                title: string;
                /** @enum {string} */
                type: "video" | "image" | "audio" | "html" | "editorial";
                mime_type: string;
                url: string;
                sha256: string;
                size: number;
                duration: number | null;
                width: number | null;
                height: number | null;
            }[];
            /** @enum {string} */
            campaign_change?: "at_once" | "item_end";
        };
        Player: {
            id: number;
            name: string;
            location_id: number;
            /** @enum {string} */
            device_type: "android" | "windows" | "linux" | "web" | "chromecast" | "other";
            ip_address: string | null;
            mac_address: string | null;
            resolution: string | null;
            /** @enum {string} */
            status: "online" | "offline";
            playback: ("playing" | "paused" | "idle" | "blank" | "loading" | "error") | null;
            last_seen: string | null;
            current_campaign_id: number | null;
            current_content_id: number | null;
            /** @description Since when that content is on; null: it was on before the server heard of it, or nothing is */
            current_since: string | null;
            system_info: {
                [key: string]: string | number | boolean | null;
            };
            player_version: string | null;
            programme_version: string | null;
            up_to_date: boolean | null;
            screenshot_at: string | null;
            screenshot_url: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        PlayerDetail: {
            id: number;
            name: string;
            location_id: number;
            /** @enum {string} */
            device_type: "android" | "windows" | "linux" | "web" | "chromecast" | "other";
            ip_address: string | null;
            mac_address: string | null;
            resolution: string | null;
            /** @enum {string} */
            status: "online" | "offline";
            playback: ("playing" | "paused" | "idle" | "blank" | "loading" | "error") | null;
            last_seen: string | null;
            current_campaign_id: number | null;
            current_content_id: number | null;
            /** @description Since when that content is on; null: it was on before the server heard of it, or nothing is */
            current_since: string | null;
            system_info: {
                [key: string]: string | number | boolean | null;
            };
            player_version: string | null;
            programme_version: string | null;
            up_to_date: boolean | null;
            screenshot_at: string | null;
            screenshot_url: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            receipts: {
                programme_version: string;
                received_at: string | null;
                downloaded_at: string | null;
                on_screen_at: string | null;
            }[];
            /** @description Numbers of plays that have not arrived though later ones have, as ranges, the newest first: still with the player, or lost */
            missing_plays: [
                number,
                number
            ][];
        };
        PlayerWithKey: {
            id: number;
            name: string;
            location_id: number;
            /** @enum {string} */
            device_type: "android" | "windows" | "linux" | "web" | "chromecast" | "other";
            ip_address: string | null;
            mac_address: string | null;
            resolution: string | null;
            /** @enum {string} */
            status: "online" | "offline";
            playback: ("playing" | "paused" | "idle" | "blank" | "loading" | "error") | null;
            last_seen: string | null;
            current_campaign_id: number | null;
            current_content_id: number | null;
            /** @description Since when that content is on; null: it was on before the server heard of it, or nothing is */
            current_since: string | null;
            system_info: {
                [key: string]: string | number | boolean | null;
            };
            player_version: string | null;
            programme_version: string | null;
            up_to_date: boolean | null;
            screenshot_at: string | null;
            screenshot_url: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            player_key: string;
        };
        Command: {
            id: number;
            player_id: number;
            /** @enum {string} */
            command: "play" | "pause" | "sync" | "restart" | "next" | "previous" | "reload" | "screenshot" | "identify" | "volume" | "clear_cache" | "blank" | "log";
            params: {
                level?: number;
                on?: boolean;
                seconds?: number;
            } | null;
            /** @enum {string} */
            status: "queued" | "sent" | "done" | "failed" | "expired";
            result: {
                ok: boolean;
                detail?: string;
            } | null;
            created_by: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            sent_at: string | null;
            answered_at: string | null;
        };
        Location: {
            id: number;
            name: string;
            parent_id: number | null;
            timezone: string | null;
            address: string | null;
            default_campaign_id: number | null;
            effective_timezone: string;
            effective_default_campaign_id: number | null;
            player_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            errors?: {
                path: string;
                message: string;
            }[];
            request_id: string;
            used_by?: {
                resource: string;
                id: number;
                name: string;
            }[];
            conflicts?: {
                schedule_id: number;
                campaign_id: number;
                campaign_name: string;
                /** @enum {string} */
                kind: "conflict" | "override";
                /** @enum {string} */
                wins: "candidate" | "existing";
                first_overlap: {
                    start: string;
                    end: string;
                };
            }[];
            retry_after?: number;
        };
        HealthHour: {
            /** Format: date-time */
            at: string;
            storage_used: number | null;
            storage_quota: number | null;
            heap_mb: number | null;
            network_mbit: number | null;
            network_rtt_ms: number | null;
            clock_ahead_ms: number | null;
        };
        HealthHistory: {
            hours: components["schemas"]["HealthHour"][];
        };
        PlayerLog: {
            /** @description null: it was never asked */
            received_at: string | null;
            lines: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                level: "info" | "problem";
                topic: string;
                text: string;
            }[];
        };
        PlayReceipt: {
            accepted: number;
            duplicates: number;
            stored: [
                number,
                number
            ][];
            conflicts: number[];
            next_seq: number;
        };
        Play: {
            id: number;
            player_id: number;
            player_name: string | null;
            location_id: number | null;
            location_name: string | null;
            seq: number;
            content_id: number;
            content_title: string | null;
            campaign_id: number | null;
            campaign_name: string | null;
            schedule_id: number | null;
            /** Format: date-time */
            started_at: string;
            length: number;
            completed: boolean;
            reason: string | null;
            programme_version: string | null;
            /** Format: date-time */
            received_at: string;
            clock_suspect: boolean;
        };
        PlayReport: {
            items: {
                key: string;
                id: number | null;
                name: string | null;
                plays: number;
                completed: number;
                seconds: number;
                screens: number;
                clock_suspect: number;
            }[];
            page: number;
            per_page: number;
            total: number;
            /** @enum {string} */
            group_by: "content" | "campaign" | "player" | "day" | "location";
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            timezone: string;
            totals: {
                plays: number;
                completed: number;
                seconds: number;
                screens: number;
                clock_suspect: number;
            };
        };
        RawPlays: {
            items: components["schemas"]["Play"][];
            next: string | null;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            timezone: string;
        };
        ComplianceReport: {
            items: {
                key: string;
                id: number | null;
                name: string | null;
                planned_seconds: number;
                played_seconds: number;
                percent: number | null;
                silent_seconds: number | null;
            }[];
            page: number;
            per_page: number;
            total: number;
            /** @enum {string} */
            group_by: "player" | "day" | "campaign" | "location";
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            timezone: string;
            players: number;
            totals: {
                planned_seconds: number;
                played_seconds: number;
                percent: number | null;
                silent_seconds: number;
            };
        };
        PlayerDay: {
            player_id: number;
            /** Format: date */
            date: string;
            /** @description The zone of the player’s location, in which the day is one */
            timezone: string;
            /**
             * Format: date-time
             * @description When the day begins there
             */
            from: string;
            /**
             * Format: date-time
             * @description When the next one does: 23 or 25 hours later where the clock is changed
             */
            to: string;
            /**
             * Format: date-time
             * @description Up to here planned and played are compared: now, or the end of the day
             */
            until: string;
            /** @description What the programme of now gives for the whole day, without gaps: earlier programmes are not kept */
            planned: {
                /**
                 * Format: date-time
                 * @description Inclusive
                 */
                start: string;
                /**
                 * Format: date-time
                 * @description Exclusive
                 */
                end: string;
                /** @description null: the default campaign, or nothing */
                schedule_id: number | null;
                /** @description null: no campaign */
                campaign_id: number | null;
                /** @description Its name now, or the last one of a campaign that is deleted */
                campaign_name: string | null;
            }[];
            /** @description What the player says it has shown: plays of one campaign in a row, with pauses of 10 seconds at most */
            played: {
                /**
                 * Format: date-time
                 * @description Inclusive
                 */
                start: string;
                /**
                 * Format: date-time
                 * @description Exclusive
                 */
                end: string;
                /** @description null: no campaign */
                campaign_id: number | null;
                /** @description Its name now, or the last one of a campaign that is deleted */
                campaign_name: string | null;
                /** @description How many plays it is made of */
                plays: number;
                /** @description How many could not be shown, beside them */
                failed: number;
                /** @description The player’s clock can not have been right, or it did not trust it */
                clock_suspect: boolean;
                /** @description By which version it began; null: the player did not say */
                programme_version: string | null;
            }[];
            /** @description Of 30 seconds and more (waiting: of 2 minutes), in order */
            differences: {
                /**
                 * Format: date-time
                 * @description Inclusive
                 */
                start: string;
                /**
                 * Format: date-time
                 * @description Exclusive
                 */
                end: string;
                /**
                 * @description nothing: no play was recorded where one was planned; other: another campaign was on; unplanned: something was on where nothing was planned; waiting: the end of today, of which nothing has been delivered yet
                 * @enum {string}
                 */
                kind: "nothing" | "other" | "unplanned" | "waiting";
                /** @description null: no campaign */
                campaign_id: number | null;
                /** @description Its name now, or the last one of a campaign that is deleted */
                campaign_name: string | null;
                /** @description The campaign that was on instead; null: none */
                shown_id: number | null;
                /** @description Its name */
                shown_name: string | null;
                /** @description What the player said of the play before, where that did not run to its end, or `failed` where one could not be shown */
                reason: string | null;
            }[];
            /** @description Planned up to the last that was heard of */
            planned_seconds: number;
            /** @description Of them, those in which the planned campaign was on */
            kept_seconds: number;
        };
        AlertRules: {
            player_offline: {
                enabled: boolean;
                minutes: number;
            };
            player_behind: {
                enabled: boolean;
                minutes: number;
            };
            player_storage: {
                enabled: boolean;
                percent: number;
            };
            player_clock: {
                enabled: boolean;
                seconds: number;
            };
            content_failing: {
                enabled: boolean;
            };
            location_empty: {
                enabled: boolean;
            };
        };
        Retention: {
            plays_days: number;
            audit_days: number;
            commands_days: number;
            alerts_days: number;
        };
        Settings: {
            name: string;
            timezone: string;
            /** @enum {string} */
            default_locale: "pt-BR" | "en";
            default_campaign_id: number | null;
            heartbeat_seconds: number;
            default_image_duration: number;
            /** @enum {string} */
            campaign_change: "at_once" | "item_end";
            retention: components["schemas"]["Retention"];
            alerts: components["schemas"]["AlertRules"];
            /** Format: date-time */
            updated_at: string;
            limits: {
                max_upload_bytes: number;
            };
        };
        Health: {
            /** @enum {string} */
            status: "healthy" | "degraded";
            /** Format: date-time */
            timestamp: string;
            database: string;
            media: string;
            uptime: number;
            version: string;
        };
        Stats: {
            players: {
                total: number;
                online: number;
                offline: number;
                up_to_date: number;
            };
            content: {
                total: number;
                processing: number;
                failed: number;
                bytes: number;
            };
            campaigns: {
                total: number;
                active: number;
            };
            schedules: {
                total: number;
                active: number;
            };
            locations: number;
            alerts: {
                open: number;
                unacknowledged: number;
            };
            storage: {
                used: number;
                free: number;
                total: number;
            };
        };
        DashboardPlayer: {
            id: number;
            name: string;
            location_id: number;
            /** @enum {string} */
            status: "online" | "offline";
            playback: string | null;
            last_seen: string | null;
            up_to_date: boolean | null;
            current_campaign_id: number | null;
            current_content_id: number | null;
        };
        Activity: {
            id: number;
            /** Format: date-time */
            at: string;
            user_id: number | null;
            user_name: string | null;
            action: string;
            resource: string;
            resource_id: number | null;
            title: string;
            location_id: number | null;
        };
        Upload: {
            id: string;
            offset: number;
            length: number;
            content_id: number | null;
            /** Format: date-time */
            expires_at: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    auth_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "ana.souza",
                 *       "password": "vitrine azul na savassi"
                 *     }
                 */
                "application/json": {
                    username: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                     *       "token_type": "Bearer",
                     *       "expires_in": 86400,
                     *       "user": {
                     *         "id": 1,
                     *         "username": "ana.souza",
                     *         "email": "ana@lojasavassi.com.br",
                     *         "role": "viewer",
                     *         "location_ids": [
                     *           1
                     *         ],
                     *         "locale": "pt-BR",
                     *         "theme": "light",
                     *         "created_at": "2026-03-05T11:00:00Z",
                     *         "updated_at": "2026-03-05T11:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        access_token: string;
                        /** @enum {string} */
                        token_type: "Bearer";
                        expires_in: number;
                        user: components["schemas"]["User"];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "everywhere": true
                 *     }
                 */
                "application/json": {
                    everywhere?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "username": "ana.souza",
                     *       "email": "ana@lojasavassi.com.br",
                     *       "role": "viewer",
                     *       "location_ids": [
                     *         1
                     *       ],
                     *       "locale": "pt-BR",
                     *       "theme": "light",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_patchMe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ana@lojasavassi.com.br",
                 *       "locale": "pt-BR",
                 *       "theme": "light",
                 *       "current_password": "três pães de queijo",
                 *       "password": "vitrine azul na savassi"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email?: string;
                    locale?: ("pt-BR" | "en") | null;
                    /** @enum {string} */
                    theme?: "light" | "dark" | "auto";
                    current_password?: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "username": "ana.souza",
                     *       "email": "ana@lojasavassi.com.br",
                     *       "role": "viewer",
                     *       "location_ids": [
                     *         1
                     *       ],
                     *       "locale": "pt-BR",
                     *       "theme": "light",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_list: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of username, -username, email, -email, role, -role, created_at, -created_at */
                sort?: string;
                q?: string;
                role?: "admin" | "manager" | "viewer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "username": "ana.souza",
                     *           "email": "ana@lojasavassi.com.br",
                     *           "role": "viewer",
                     *           "location_ids": [
                     *             1
                     *           ],
                     *           "locale": "pt-BR",
                     *           "theme": "light",
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "updated_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["User"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_create: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "ana.souza",
                 *       "email": "ana@lojasavassi.com.br",
                 *       "password": "vitrine azul na savassi",
                 *       "role": "viewer",
                 *       "location_ids": []
                 *     }
                 */
                "application/json": {
                    username: string;
                    /** Format: email */
                    email: string;
                    password: string;
                    /**
                     * @default viewer
                     * @enum {string}
                     */
                    role?: "admin" | "manager" | "viewer";
                    /** @default [] */
                    location_ids?: number[];
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "username": "ana.souza",
                     *       "email": "ana@lojasavassi.com.br",
                     *       "role": "viewer",
                     *       "location_ids": [
                     *         1
                     *       ],
                     *       "locale": "pt-BR",
                     *       "theme": "light",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "username": "ana.souza",
                     *       "email": "ana@lojasavassi.com.br",
                     *       "role": "viewer",
                     *       "location_ids": [
                     *         1
                     *       ],
                     *       "locale": "pt-BR",
                     *       "theme": "light",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_delete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_patch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "ana.souza",
                 *       "email": "ana@lojasavassi.com.br",
                 *       "password": "vitrine azul na savassi",
                 *       "role": "viewer",
                 *       "location_ids": [
                 *         1
                 *       ]
                 *     }
                 */
                "application/json": {
                    username?: string;
                    /** Format: email */
                    email?: string;
                    password?: string;
                    /** @enum {string} */
                    role?: "admin" | "manager" | "viewer";
                    location_ids?: number[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "username": "ana.souza",
                     *       "email": "ana@lojasavassi.com.br",
                     *       "role": "viewer",
                     *       "location_ids": [
                     *         1
                     *       ],
                     *       "locale": "pt-BR",
                     *       "theme": "light",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    locations_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "name": "Vitrine Savassi",
                     *           "parent_id": 1,
                     *           "timezone": "America/Sao_Paulo",
                     *           "address": "Rua Pernambuco 1000, Belo Horizonte",
                     *           "default_campaign_id": 1,
                     *           "effective_timezone": "text",
                     *           "effective_default_campaign_id": 1,
                     *           "player_count": 1,
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "updated_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Location"][];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    locations_create: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vitrine Savassi",
                 *       "parent_id": 1,
                 *       "timezone": "America/Sao_Paulo",
                 *       "address": "Rua Pernambuco 1000, Belo Horizonte",
                 *       "default_campaign_id": 1
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @default null */
                    parent_id?: number | null;
                    /** @default null */
                    timezone?: string | null;
                    /** @default null */
                    address?: string | null;
                    /** @default null */
                    default_campaign_id?: number | null;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "parent_id": 1,
                     *       "timezone": "America/Sao_Paulo",
                     *       "address": "Rua Pernambuco 1000, Belo Horizonte",
                     *       "default_campaign_id": 1,
                     *       "effective_timezone": "text",
                     *       "effective_default_campaign_id": 1,
                     *       "player_count": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Location"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    locations_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "parent_id": 1,
                     *       "timezone": "America/Sao_Paulo",
                     *       "address": "Rua Pernambuco 1000, Belo Horizonte",
                     *       "default_campaign_id": 1,
                     *       "effective_timezone": "text",
                     *       "effective_default_campaign_id": 1,
                     *       "player_count": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Location"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    locations_delete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    locations_patch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vitrine Savassi",
                 *       "parent_id": 1,
                 *       "timezone": "America/Sao_Paulo",
                 *       "address": "Rua Pernambuco 1000, Belo Horizonte",
                 *       "default_campaign_id": 1
                 *     }
                 */
                "application/json": {
                    name?: string;
                    parent_id?: number | null;
                    timezone?: string | null;
                    address?: string | null;
                    default_campaign_id?: number | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "parent_id": 1,
                     *       "timezone": "America/Sao_Paulo",
                     *       "address": "Rua Pernambuco 1000, Belo Horizonte",
                     *       "default_campaign_id": 1,
                     *       "effective_timezone": "text",
                     *       "effective_default_campaign_id": 1,
                     *       "player_count": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Location"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_list: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of created_at, -created_at, title, -title, file_size, -file_size, duration, -duration */
                sort?: string;
                q?: string;
                type?: "video" | "image" | "audio" | "html" | "editorial";
                tag?: string;
                status?: "processing" | "ready" | "failed";
                /** @description Only these: up to 100 ids with commas between them. What is not there, or not yours to see, is left out */
                ids?: string;
                unused?: "0" | "1" | "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "title": "Promoção de inverno",
                     *           "description": "Entrada da loja, ao lado do caixa",
                     *           "type": "video",
                     *           "filename": "promo.mp4",
                     *           "mime_type": "video/mp4",
                     *           "file_size": 1048576,
                     *           "duration": 10,
                     *           "width": 1920,
                     *           "height": 1080,
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "original": {
                     *             "mime_type": "video/mp4",
                     *             "file_size": 1048576
                     *           },
                     *           "status": "processing",
                     *           "status_detail": "text",
                     *           "tags": [
                     *             "inverno"
                     *           ],
                     *           "created_by": 1,
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "updated_at": "2026-03-05T11:00:00Z",
                     *           "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *           "url": "/api/content/7/file?exp=1772712000&sig=x"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Content"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_tags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "tag": "text",
                     *           "count": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ContentTags"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_uses: {
        parameters: {
            query: {
                ids: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "content_id": 7,
                     *           "campaigns": [
                     *             {
                     *               "id": 1,
                     *               "name": "Vitrine Savassi",
                     *               "place": 1,
                     *               "total": 1
                     *             }
                     *           ],
                     *           "hidden": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ContentUses"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "title": "Promoção de inverno",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "type": "video",
                     *       "filename": "promo.mp4",
                     *       "mime_type": "video/mp4",
                     *       "file_size": 1048576,
                     *       "duration": 10,
                     *       "width": 1920,
                     *       "height": 1080,
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "original": {
                     *         "mime_type": "video/mp4",
                     *         "file_size": 1048576
                     *       },
                     *       "status": "processing",
                     *       "status_detail": "text",
                     *       "tags": [
                     *         "inverno"
                     *       ],
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *       "url": "/api/content/7/file?exp=1772712000&sig=x"
                     *     }
                     */
                    "application/json": components["schemas"]["Content"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_delete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_patch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Promoção de inverno",
                 *       "description": "Entrada da loja, ao lado do caixa",
                 *       "tags": [
                 *         "inverno"
                 *       ],
                 *       "duration": 10
                 *     }
                 */
                "application/json": {
                    title?: string;
                    description?: string | null;
                    tags?: string[];
                    duration?: number | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "title": "Promoção de inverno",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "type": "video",
                     *       "filename": "promo.mp4",
                     *       "mime_type": "video/mp4",
                     *       "file_size": 1048576,
                     *       "duration": 10,
                     *       "width": 1920,
                     *       "height": 1080,
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "original": {
                     *         "mime_type": "video/mp4",
                     *         "file_size": 1048576
                     *       },
                     *       "status": "processing",
                     *       "status_detail": "text",
                     *       "tags": [
                     *         "inverno"
                     *       ],
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *       "url": "/api/content/7/file?exp=1772712000&sig=x"
                     *     }
                     */
                    "application/json": components["schemas"]["Content"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_upload: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file": "promo.mp4",
                 *       "title": "Promoção de inverno",
                 *       "tags": "inverno,loja"
                 *     }
                 */
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    title?: string;
                    description?: string;
                    /** @description Separated by commas */
                    tags?: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "title": "Promoção de inverno",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "type": "video",
                     *       "filename": "promo.mp4",
                     *       "mime_type": "video/mp4",
                     *       "file_size": 1048576,
                     *       "duration": 10,
                     *       "width": 1920,
                     *       "height": 1080,
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "original": {
                     *         "mime_type": "video/mp4",
                     *         "file_size": 1048576
                     *       },
                     *       "status": "processing",
                     *       "status_detail": "text",
                     *       "tags": [
                     *         "inverno"
                     *       ],
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *       "url": "/api/content/7/file?exp=1772712000&sig=x"
                     *     }
                     */
                    "application/json": components["schemas"]["Content"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_large",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This kind of file or body is not taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/wrong_type",
                     *       "title": "This kind of file or body is not taken",
                     *       "status": 415,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "wrong_type",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unavailable",
                     *       "title": "Not available at the moment",
                     *       "status": 503,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unavailable",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_retry: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "title": "Promoção de inverno",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "type": "video",
                     *       "filename": "promo.mp4",
                     *       "mime_type": "video/mp4",
                     *       "file_size": 1048576,
                     *       "duration": 10,
                     *       "width": 1920,
                     *       "height": 1080,
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "original": {
                     *         "mime_type": "video/mp4",
                     *         "file_size": 1048576
                     *       },
                     *       "status": "processing",
                     *       "status_detail": "text",
                     *       "tags": [
                     *         "inverno"
                     *       ],
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *       "url": "/api/content/7/file?exp=1772712000&sig=x"
                     *     }
                     */
                    "application/json": components["schemas"]["Content"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_replace: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "content_id": 7
                 *     }
                 */
                "application/json": {
                    content_id: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "title": "Promoção de inverno",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "type": "video",
                     *       "filename": "promo.mp4",
                     *       "mime_type": "video/mp4",
                     *       "file_size": 1048576,
                     *       "duration": 10,
                     *       "width": 1920,
                     *       "height": 1080,
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "original": {
                     *         "mime_type": "video/mp4",
                     *         "file_size": 1048576
                     *       },
                     *       "status": "processing",
                     *       "status_detail": "text",
                     *       "tags": [
                     *         "inverno"
                     *       ],
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *       "url": "/api/content/7/file?exp=1772712000&sig=x"
                     *     }
                     */
                    "application/json": components["schemas"]["Content"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_file: {
        parameters: {
            query?: {
                exp?: string;
                sig?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The range lies outside the file */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/range",
                     *       "title": "The range lies outside the file",
                     *       "status": 416,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "range",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unavailable",
                     *       "title": "Not available at the moment",
                     *       "status": 503,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unavailable",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    content_thumbnail: {
        parameters: {
            query?: {
                exp?: string;
                sig?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The range lies outside the file */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/range",
                     *       "title": "The range lies outside the file",
                     *       "status": 416,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "range",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unavailable",
                     *       "title": "Not available at the moment",
                     *       "status": 503,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unavailable",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_list: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of created_at, -created_at, updated_at, -updated_at, name, -name, priority, -priority */
                sort?: string;
                q?: string;
                location_id?: string;
                is_active?: "0" | "1" | "true" | "false";
                /** @description Only these: up to 100 ids with commas between them. What is not there, or not yours to see, is left out */
                ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "name": "Vitrine Savassi",
                     *           "description": "Entrada da loja, ao lado do caixa",
                     *           "location_id": 1,
                     *           "priority": 1,
                     *           "is_active": true,
                     *           "start_date": "2026-03-02",
                     *           "end_date": "2026-03-31",
                     *           "content_order": [
                     *             1
                     *           ],
                     *           "items": [
                     *             {
                     *               "content_id": 7,
                     *               "duration": 10,
                     *               "fit": "contain",
                     *               "muted": true,
                     *               "valid_from": "2026-03-05",
                     *               "valid_until": "2026-03-05",
                     *               "content": {
                     *                 "id": 1,
                     *                 "title": "Promoção de inverno",
                     *                 "type": "video",
                     *                 "status": "processing",
                     *                 "duration": 10,
                     *                 "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *                 "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *                 "mime_type": "video/mp4"
                     *               }
                     *             }
                     *           ],
                     *           "draft": {
                     *             "items": [
                     *               {
                     *                 "content_id": 7,
                     *                 "duration": 10,
                     *                 "fit": "contain",
                     *                 "muted": true,
                     *                 "valid_from": "2026-03-05",
                     *                 "valid_until": "2026-03-05",
                     *                 "content": {
                     *                   "id": 1,
                     *                   "title": "Promoção de inverno",
                     *                   "type": "video",
                     *                   "status": "processing",
                     *                   "duration": 10,
                     *                   "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *                   "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *                   "mime_type": "video/mp4"
                     *                 }
                     *               }
                     *             ],
                     *             "updated_at": "2026-03-05T11:00:00Z"
                     *           },
                     *           "duration": 10,
                     *           "today": "2026-03-05",
                     *           "created_by": 1,
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "updated_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Campaign"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_create: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vitrine Savassi",
                 *       "description": "Entrada da loja, ao lado do caixa",
                 *       "location_id": 1,
                 *       "priority": 0,
                 *       "is_active": true,
                 *       "start_date": "2026-03-02",
                 *       "end_date": "2026-03-31",
                 *       "items": [
                 *         {
                 *           "content_id": 7,
                 *           "duration": 10,
                 *           "fit": "contain",
                 *           "muted": false,
                 *           "valid_from": "2026-03-05",
                 *           "valid_until": "2026-03-05"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @default null */
                    description?: string | null;
                    /** @default null */
                    location_id?: number | null;
                    /** @default 0 */
                    priority?: number;
                    /** @default true */
                    is_active?: boolean;
                    /** @default null */
                    start_date?: string | null;
                    /** @default null */
                    end_date?: string | null;
                    content_order?: number[];
                    items?: {
                        content_id: number;
                        /** @default null */
                        duration?: number | null;
                        /**
                         * @default contain
                         * @enum {string}
                         */
                        fit?: "contain" | "cover" | "fill";
                        /** @default false */
                        muted?: boolean;
                        /** @default null */
                        valid_from?: string | null;
                        /** @default null */
                        valid_until?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "location_id": 1,
                     *       "priority": 1,
                     *       "is_active": true,
                     *       "start_date": "2026-03-02",
                     *       "end_date": "2026-03-31",
                     *       "content_order": [
                     *         1
                     *       ],
                     *       "items": [
                     *         {
                     *           "content_id": 7,
                     *           "duration": 10,
                     *           "fit": "contain",
                     *           "muted": true,
                     *           "valid_from": "2026-03-05",
                     *           "valid_until": "2026-03-05",
                     *           "content": {
                     *             "id": 1,
                     *             "title": "Promoção de inverno",
                     *             "type": "video",
                     *             "status": "processing",
                     *             "duration": 10,
                     *             "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *             "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *             "mime_type": "video/mp4"
                     *           }
                     *         }
                     *       ],
                     *       "draft": {
                     *         "items": [
                     *           {
                     *             "content_id": 7,
                     *             "duration": 10,
                     *             "fit": "contain",
                     *             "muted": true,
                     *             "valid_from": "2026-03-05",
                     *             "valid_until": "2026-03-05",
                     *             "content": {
                     *               "id": 1,
                     *               "title": "Promoção de inverno",
                     *               "type": "video",
                     *               "status": "processing",
                     *               "duration": 10,
                     *               "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *               "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *               "mime_type": "video/mp4"
                     *             }
                     *           }
                     *         ],
                     *         "updated_at": "2026-03-05T11:00:00Z"
                     *       },
                     *       "duration": 10,
                     *       "today": "2026-03-05",
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "location_id": 1,
                     *       "priority": 1,
                     *       "is_active": true,
                     *       "start_date": "2026-03-02",
                     *       "end_date": "2026-03-31",
                     *       "content_order": [
                     *         1
                     *       ],
                     *       "items": [
                     *         {
                     *           "content_id": 7,
                     *           "duration": 10,
                     *           "fit": "contain",
                     *           "muted": true,
                     *           "valid_from": "2026-03-05",
                     *           "valid_until": "2026-03-05",
                     *           "content": {
                     *             "id": 1,
                     *             "title": "Promoção de inverno",
                     *             "type": "video",
                     *             "status": "processing",
                     *             "duration": 10,
                     *             "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *             "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *             "mime_type": "video/mp4"
                     *           }
                     *         }
                     *       ],
                     *       "draft": {
                     *         "items": [
                     *           {
                     *             "content_id": 7,
                     *             "duration": 10,
                     *             "fit": "contain",
                     *             "muted": true,
                     *             "valid_from": "2026-03-05",
                     *             "valid_until": "2026-03-05",
                     *             "content": {
                     *               "id": 1,
                     *               "title": "Promoção de inverno",
                     *               "type": "video",
                     *               "status": "processing",
                     *               "duration": 10,
                     *               "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *               "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *               "mime_type": "video/mp4"
                     *             }
                     *           }
                     *         ],
                     *         "updated_at": "2026-03-05T11:00:00Z"
                     *       },
                     *       "duration": 10,
                     *       "today": "2026-03-05",
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_delete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_patch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vitrine Savassi",
                 *       "description": "Entrada da loja, ao lado do caixa",
                 *       "location_id": 1,
                 *       "priority": 1,
                 *       "is_active": true,
                 *       "start_date": "2026-03-02",
                 *       "end_date": "2026-03-31",
                 *       "items": [
                 *         {
                 *           "content_id": 7,
                 *           "duration": 10,
                 *           "fit": "contain",
                 *           "muted": false,
                 *           "valid_from": "2026-03-05",
                 *           "valid_until": "2026-03-05"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    name?: string;
                    description?: string | null;
                    location_id?: number | null;
                    priority?: number;
                    is_active?: boolean;
                    start_date?: string | null;
                    end_date?: string | null;
                    content_order?: number[];
                    items?: {
                        content_id: number;
                        /** @default null */
                        duration?: number | null;
                        /**
                         * @default contain
                         * @enum {string}
                         */
                        fit?: "contain" | "cover" | "fill";
                        /** @default false */
                        muted?: boolean;
                        /** @default null */
                        valid_from?: string | null;
                        /** @default null */
                        valid_until?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "location_id": 1,
                     *       "priority": 1,
                     *       "is_active": true,
                     *       "start_date": "2026-03-02",
                     *       "end_date": "2026-03-31",
                     *       "content_order": [
                     *         1
                     *       ],
                     *       "items": [
                     *         {
                     *           "content_id": 7,
                     *           "duration": 10,
                     *           "fit": "contain",
                     *           "muted": true,
                     *           "valid_from": "2026-03-05",
                     *           "valid_until": "2026-03-05",
                     *           "content": {
                     *             "id": 1,
                     *             "title": "Promoção de inverno",
                     *             "type": "video",
                     *             "status": "processing",
                     *             "duration": 10,
                     *             "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *             "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *             "mime_type": "video/mp4"
                     *           }
                     *         }
                     *       ],
                     *       "draft": {
                     *         "items": [
                     *           {
                     *             "content_id": 7,
                     *             "duration": 10,
                     *             "fit": "contain",
                     *             "muted": true,
                     *             "valid_from": "2026-03-05",
                     *             "valid_until": "2026-03-05",
                     *             "content": {
                     *               "id": 1,
                     *               "title": "Promoção de inverno",
                     *               "type": "video",
                     *               "status": "processing",
                     *               "duration": 10,
                     *               "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *               "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *               "mime_type": "video/mp4"
                     *             }
                     *           }
                     *         ],
                     *         "updated_at": "2026-03-05T11:00:00Z"
                     *       },
                     *       "duration": 10,
                     *       "today": "2026-03-05",
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_draft: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "content_id": 7,
                 *           "duration": 10,
                 *           "fit": "contain",
                 *           "muted": false,
                 *           "valid_from": "2026-03-05",
                 *           "valid_until": "2026-03-05"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    items: {
                        content_id: number;
                        /** @default null */
                        duration?: number | null;
                        /**
                         * @default contain
                         * @enum {string}
                         */
                        fit?: "contain" | "cover" | "fill";
                        /** @default false */
                        muted?: boolean;
                        /** @default null */
                        valid_from?: string | null;
                        /** @default null */
                        valid_until?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "location_id": 1,
                     *       "priority": 1,
                     *       "is_active": true,
                     *       "start_date": "2026-03-02",
                     *       "end_date": "2026-03-31",
                     *       "content_order": [
                     *         1
                     *       ],
                     *       "items": [
                     *         {
                     *           "content_id": 7,
                     *           "duration": 10,
                     *           "fit": "contain",
                     *           "muted": true,
                     *           "valid_from": "2026-03-05",
                     *           "valid_until": "2026-03-05",
                     *           "content": {
                     *             "id": 1,
                     *             "title": "Promoção de inverno",
                     *             "type": "video",
                     *             "status": "processing",
                     *             "duration": 10,
                     *             "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *             "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *             "mime_type": "video/mp4"
                     *           }
                     *         }
                     *       ],
                     *       "draft": {
                     *         "items": [
                     *           {
                     *             "content_id": 7,
                     *             "duration": 10,
                     *             "fit": "contain",
                     *             "muted": true,
                     *             "valid_from": "2026-03-05",
                     *             "valid_until": "2026-03-05",
                     *             "content": {
                     *               "id": 1,
                     *               "title": "Promoção de inverno",
                     *               "type": "video",
                     *               "status": "processing",
                     *               "duration": 10,
                     *               "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *               "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *               "mime_type": "video/mp4"
                     *             }
                     *           }
                     *         ],
                     *         "updated_at": "2026-03-05T11:00:00Z"
                     *       },
                     *       "duration": 10,
                     *       "today": "2026-03-05",
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_publish: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "description": "Entrada da loja, ao lado do caixa",
                     *       "location_id": 1,
                     *       "priority": 1,
                     *       "is_active": true,
                     *       "start_date": "2026-03-02",
                     *       "end_date": "2026-03-31",
                     *       "content_order": [
                     *         1
                     *       ],
                     *       "items": [
                     *         {
                     *           "content_id": 7,
                     *           "duration": 10,
                     *           "fit": "contain",
                     *           "muted": true,
                     *           "valid_from": "2026-03-05",
                     *           "valid_until": "2026-03-05",
                     *           "content": {
                     *             "id": 1,
                     *             "title": "Promoção de inverno",
                     *             "type": "video",
                     *             "status": "processing",
                     *             "duration": 10,
                     *             "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *             "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *             "mime_type": "video/mp4"
                     *           }
                     *         }
                     *       ],
                     *       "draft": {
                     *         "items": [
                     *           {
                     *             "content_id": 7,
                     *             "duration": 10,
                     *             "fit": "contain",
                     *             "muted": true,
                     *             "valid_from": "2026-03-05",
                     *             "valid_until": "2026-03-05",
                     *             "content": {
                     *               "id": 1,
                     *               "title": "Promoção de inverno",
                     *               "type": "video",
                     *               "status": "processing",
                     *               "duration": 10,
                     *               "thumbnail_url": "/api/content/7/thumbnail?exp=1772712000&sig=x",
                     *               "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *               "mime_type": "video/mp4"
                     *             }
                     *           }
                     *         ],
                     *         "updated_at": "2026-03-05T11:00:00Z"
                     *       },
                     *       "duration": 10,
                     *       "today": "2026-03-05",
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploads_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This server speaks tus 1.0.0 */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/tus_version",
                     *       "title": "This server speaks tus 1.0.0",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "tus_version",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_large",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This kind of file or body is not taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/wrong_type",
                     *       "title": "This kind of file or body is not taken",
                     *       "status": 415,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "wrong_type",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploads_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploads_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "offset": 1,
                     *       "length": 1,
                     *       "content_id": 7,
                     *       "expires_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploads_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This server speaks tus 1.0.0 */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/tus_version",
                     *       "title": "This server speaks tus 1.0.0",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "tus_version",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploads_append: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No longer there */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/gone",
                     *       "title": "No longer there",
                     *       "status": 410,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "gone",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This server speaks tus 1.0.0 */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/tus_version",
                     *       "title": "This server speaks tus 1.0.0",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "tus_version",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_large",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This kind of file or body is not taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/wrong_type",
                     *       "title": "This kind of file or body is not taken",
                     *       "status": 415,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "wrong_type",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not what was sent */
            460: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/checksum",
                     *       "title": "Not what was sent",
                     *       "status": 460,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "checksum",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unavailable",
                     *       "title": "Not available at the moment",
                     *       "status": 503,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unavailable",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_list: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of created_at, -created_at, updated_at, -updated_at, name, -name */
                sort?: string;
                q?: string;
                kind?: "manual" | "feed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "name": "Vitrine Savassi",
                     *           "kind": "manual",
                     *           "feed_url": "https://example.com/feed.xml",
                     *           "config": {
                     *             "refresh_minutes": 5,
                     *             "max_items": 1,
                     *             "seconds_per_item": 1,
                     *             "show_qr": true,
                     *             "theme": "notice"
                     *           },
                     *           "content_id": 7,
                     *           "items_count": 1,
                     *           "feed": {
                     *             "fetched_at": "2026-03-05T11:00:00Z",
                     *             "next_fetch_at": "2026-03-05T11:00:00Z",
                     *             "error": "text",
                     *             "failures": 1
                     *           },
                     *           "created_by": 1,
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "updated_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Editorial"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_create: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vitrine Savassi",
                 *       "kind": "manual",
                 *       "config": {
                 *         "refresh_minutes": 5,
                 *         "max_items": 1,
                 *         "seconds_per_item": 1,
                 *         "show_qr": true,
                 *         "theme": "notice"
                 *       }
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    kind: "manual" | "feed";
                    /** @default null */
                    feed_url?: string | null;
                    /** @default {} */
                    config?: {
                        refresh_minutes?: number;
                        max_items?: number;
                        seconds_per_item?: number;
                        show_qr?: boolean;
                        theme?: ("notice" | "news" | "menu") | null;
                    };
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "kind": "manual",
                     *       "feed_url": "https://example.com/feed.xml",
                     *       "config": {
                     *         "refresh_minutes": 5,
                     *         "max_items": 1,
                     *         "seconds_per_item": 1,
                     *         "show_qr": true,
                     *         "theme": "notice"
                     *       },
                     *       "content_id": 7,
                     *       "items_count": 1,
                     *       "feed": {
                     *         "fetched_at": "2026-03-05T11:00:00Z",
                     *         "next_fetch_at": "2026-03-05T11:00:00Z",
                     *         "error": "text",
                     *         "failures": 1
                     *       },
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Editorial"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "kind": "manual",
                     *       "feed_url": "https://example.com/feed.xml",
                     *       "config": {
                     *         "refresh_minutes": 5,
                     *         "max_items": 1,
                     *         "seconds_per_item": 1,
                     *         "show_qr": true,
                     *         "theme": "notice"
                     *       },
                     *       "content_id": 7,
                     *       "items_count": 1,
                     *       "feed": {
                     *         "fetched_at": "2026-03-05T11:00:00Z",
                     *         "next_fetch_at": "2026-03-05T11:00:00Z",
                     *         "error": "text",
                     *         "failures": 1
                     *       },
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Editorial"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_delete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_patch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vitrine Savassi",
                 *       "config": {
                 *         "refresh_minutes": 5,
                 *         "max_items": 1,
                 *         "seconds_per_item": 1,
                 *         "show_qr": true,
                 *         "theme": "notice"
                 *       }
                 *     }
                 */
                "application/json": {
                    name?: string;
                    feed_url?: string;
                    config?: {
                        refresh_minutes?: number;
                        max_items?: number;
                        seconds_per_item?: number;
                        show_qr?: boolean;
                        theme?: ("notice" | "news" | "menu") | null;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "kind": "manual",
                     *       "feed_url": "https://example.com/feed.xml",
                     *       "config": {
                     *         "refresh_minutes": 5,
                     *         "max_items": 1,
                     *         "seconds_per_item": 1,
                     *         "show_qr": true,
                     *         "theme": "notice"
                     *       },
                     *       "content_id": 7,
                     *       "items_count": 1,
                     *       "feed": {
                     *         "fetched_at": "2026-03-05T11:00:00Z",
                     *         "next_fetch_at": "2026-03-05T11:00:00Z",
                     *         "error": "text",
                     *         "failures": 1
                     *       },
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Editorial"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "outcome": "changed",
                     *       "error": "text",
                     *       "editorial": {
                     *         "id": 1,
                     *         "name": "Vitrine Savassi",
                     *         "kind": "manual",
                     *         "feed_url": "https://example.com/feed.xml",
                     *         "config": {
                     *           "refresh_minutes": 5,
                     *           "max_items": 1,
                     *           "seconds_per_item": 1,
                     *           "show_qr": true,
                     *           "theme": "notice"
                     *         },
                     *         "content_id": 7,
                     *         "items_count": 1,
                     *         "feed": {
                     *           "fetched_at": "2026-03-05T11:00:00Z",
                     *           "next_fetch_at": "2026-03-05T11:00:00Z",
                     *           "error": "text",
                     *           "failures": 1
                     *         },
                     *         "created_by": 1,
                     *         "created_at": "2026-03-05T11:00:00Z",
                     *         "updated_at": "2026-03-05T11:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        outcome: "changed" | "unchanged" | "failed";
                        error: string | null;
                        editorial: components["schemas"]["Editorial"];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "feed_url": "https://example.com/feed.xml"
                 *     }
                 */
                "application/json": {
                    feed_url: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title": "Promoção de inverno",
                     *       "items": [
                     *         {
                     *           "title": "Promoção de inverno",
                     *           "body": "text",
                     *           "link": "https://example.com/news/1",
                     *           "published_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        title: string | null;
                        items: {
                            title: string;
                            body: string | null;
                            link: string | null;
                            published_at: string | null;
                        }[];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_items: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of position, -position, published_at, -published_at, created_at, -created_at */
                sort?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "title": "Promoção de inverno",
                     *           "body": "text",
                     *           "link": "https://example.com/news/1",
                     *           "published_at": "2026-03-05T11:00:00Z",
                     *           "expires_at": "2026-03-05T11:00:00Z",
                     *           "position": 1,
                     *           "source": "manual",
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "updated_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["EditorialItem"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_createItem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Promoção de inverno",
                 *       "body": "text",
                 *       "link": "https://example.com/news/1",
                 *       "published_at": "2026-03-05T11:00:00Z",
                 *       "expires_at": "2026-03-05T11:00:00Z"
                 *     }
                 */
                "application/json": {
                    title: string;
                    /** @default null */
                    body?: string | null;
                    /** @default null */
                    link?: string | null;
                    /** @default null */
                    published_at?: string | null;
                    /** @default null */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "title": "Promoção de inverno",
                     *       "body": "text",
                     *       "link": "https://example.com/news/1",
                     *       "published_at": "2026-03-05T11:00:00Z",
                     *       "expires_at": "2026-03-05T11:00:00Z",
                     *       "position": 1,
                     *       "source": "manual",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["EditorialItem"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_deleteItem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
                /** @example 1 */
                item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_patchItem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
                /** @example 1 */
                item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Promoção de inverno",
                 *       "body": "text",
                 *       "link": "https://example.com/news/1",
                 *       "published_at": "2026-03-05T11:00:00Z",
                 *       "expires_at": "2026-03-05T11:00:00Z"
                 *     }
                 */
                "application/json": {
                    title?: string;
                    body?: string | null;
                    link?: string | null;
                    published_at?: string | null;
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "title": "Promoção de inverno",
                     *       "body": "text",
                     *       "link": "https://example.com/news/1",
                     *       "published_at": "2026-03-05T11:00:00Z",
                     *       "expires_at": "2026-03-05T11:00:00Z",
                     *       "position": 1,
                     *       "source": "manual",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["EditorialItem"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editorials_orderItems: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         1
                 *       ]
                 *     }
                 */
                "application/json": {
                    ids: number[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "kind": "manual",
                     *       "feed_url": "https://example.com/feed.xml",
                     *       "config": {
                     *         "refresh_minutes": 5,
                     *         "max_items": 1,
                     *         "seconds_per_item": 1,
                     *         "show_qr": true,
                     *         "theme": "notice"
                     *       },
                     *       "content_id": 7,
                     *       "items_count": 1,
                     *       "feed": {
                     *         "fetched_at": "2026-03-05T11:00:00Z",
                     *         "next_fetch_at": "2026-03-05T11:00:00Z",
                     *         "error": "text",
                     *         "failures": 1
                     *       },
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Editorial"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The disk is full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/disk_full",
                     *       "title": "The disk is full",
                     *       "status": 507,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "disk_full",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_list: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of created_at, -created_at, start_date, -start_date, priority, -priority, id, -id */
                sort?: string;
                q?: string;
                /** @description Only those of this campaign */
                campaign_id?: string;
                /** @description This location’s own schedules, those above it and those for everywhere */
                location_id?: string;
                /** @description Only those that are active, or only those that are not */
                is_active?: "0" | "1" | "true" | "false";
                /** @description Only those that do not end before this date */
                from?: string;
                /** @description Only those that begin on this date or before */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "campaign_id": 1,
                     *           "location_id": 1,
                     *           "start_date": "2026-03-02",
                     *           "end_date": "2026-03-31",
                     *           "start_time": "08:00",
                     *           "end_time": "18:00",
                     *           "days_of_week": [
                     *             1,
                     *             2,
                     *             3,
                     *             4,
                     *             5
                     *           ],
                     *           "is_active": true,
                     *           "priority": 1,
                     *           "recurrence_rule": {
                     *             "freq": "WEEKLY",
                     *             "interval": 1,
                     *             "byday": [
                     *               "MO",
                     *               "FR"
                     *             ],
                     *             "until": "2026-03-31",
                     *             "wkst": "MO",
                     *             "exdates": [
                     *               "2026-03-20"
                     *             ]
                     *           },
                     *           "campaign_name": "text",
                     *           "created_by": 1,
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "updated_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Schedule"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_create: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "campaign_id": 1,
                 *       "location_id": 1,
                 *       "start_date": "2026-03-02",
                 *       "end_date": "2026-03-31",
                 *       "start_time": "08:00",
                 *       "end_time": "18:00",
                 *       "days_of_week": [
                 *         1,
                 *         2,
                 *         3,
                 *         4,
                 *         5
                 *       ],
                 *       "is_active": true,
                 *       "priority": 0,
                 *       "allow_conflicts": false
                 *     }
                 */
                "application/json": {
                    /** @description The campaign that plays */
                    campaign_id: number;
                    /**
                     * @description Where: this location and everywhere below it; null = everywhere
                     * @default null
                     */
                    location_id?: number | null;
                    /**
                     * Format: date
                     * @description First local date, inclusive, in the zone of the player’s location; what a recurrence rule counts from
                     */
                    start_date: string;
                    /**
                     * @description Last local date, inclusive, in the zone of the player’s location; null = open-ended
                     * @default null
                     */
                    end_date?: string | null;
                    /** @description Wall-clock time HH:MM in the zone of the player’s location; null = 00:00 */
                    start_time?: string | null;
                    /** @description Wall-clock time HH:MM; at or before start_time: on the following day; null = the next midnight */
                    end_time?: string | null;
                    /** @description 0 = Sunday … 6 = Saturday; null = every day. Filters the dates of a recurrence rule too */
                    days_of_week?: number[] | null;
                    /**
                     * @description false: kept, never on
                     * @default true
                     */
                    is_active?: boolean;
                    /**
                     * @description The greatest wins. Among equals: the priority of the campaign, then the nearest location to the player, then the newest schedule (id)
                     * @default 0
                     */
                    priority?: number;
                    /**
                     * @description On which of the dates; null = on every one
                     * @default null
                     */
                    recurrence_rule?: {
                        /**
                         * @description The period that repeats
                         * @enum {string}
                         */
                        freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
                        /** @description Every so many periods, counted from the one start_date lies in; left out: 1 */
                        interval?: number;
                        /** @description Weekdays, MO to SU; in MONTHLY and YEARLY rules also with a number: 1MO is the first Monday, -1FR the last Friday */
                        byday?: string[];
                        /** @description Days of the month, 1 to 31, or from its end, -1 being the last; not in WEEKLY rules */
                        bymonthday?: number[];
                        /** @description Months, 1 = January */
                        bymonth?: number[];
                        /** @description Which of the dates of one period, in order: 1 = the first, -1 = the last. Needs byday, bymonthday or bymonth */
                        bysetpos?: number[];
                        /** @description Ends after so many dates of the rule, those that exdates or days_of_week take away included; not beside until */
                        count?: number;
                        /**
                         * Format: date
                         * @description The last date the rule may give, inclusive, in the zone of the player’s location; not beside count
                         */
                        until?: string;
                        /**
                         * @description The day weeks begin with, for WEEKLY rules with an interval; left out: MO
                         * @enum {string}
                         */
                        wkst?: "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU";
                        /** @description Local dates on which it does not play; they count over rdates */
                        exdates?: string[];
                        /** @description Local dates on which it plays too, within start_date and end_date; until does not end them, days_of_week filters them */
                        rdates?: string[];
                    } | null;
                    /**
                     * @description true: saved although a schedule of equal rank plays at the same time; the newest of them wins
                     * @default false
                     */
                    allow_conflicts?: boolean;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "campaign_id": 1,
                     *       "location_id": 1,
                     *       "start_date": "2026-03-02",
                     *       "end_date": "2026-03-31",
                     *       "start_time": "08:00",
                     *       "end_time": "18:00",
                     *       "days_of_week": [
                     *         1,
                     *         2,
                     *         3,
                     *         4,
                     *         5
                     *       ],
                     *       "is_active": true,
                     *       "priority": 1,
                     *       "recurrence_rule": {
                     *         "freq": "WEEKLY",
                     *         "interval": 1,
                     *         "byday": [
                     *           "MO",
                     *           "FR"
                     *         ],
                     *         "until": "2026-03-31",
                     *         "wkst": "MO",
                     *         "exdates": [
                     *           "2026-03-20"
                     *         ]
                     *       },
                     *       "campaign_name": "text",
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "campaign_id": 1,
                     *       "location_id": 1,
                     *       "start_date": "2026-03-02",
                     *       "end_date": "2026-03-31",
                     *       "start_time": "08:00",
                     *       "end_time": "18:00",
                     *       "days_of_week": [
                     *         1,
                     *         2,
                     *         3,
                     *         4,
                     *         5
                     *       ],
                     *       "is_active": true,
                     *       "priority": 1,
                     *       "recurrence_rule": {
                     *         "freq": "WEEKLY",
                     *         "interval": 1,
                     *         "byday": [
                     *           "MO",
                     *           "FR"
                     *         ],
                     *         "until": "2026-03-31",
                     *         "wkst": "MO",
                     *         "exdates": [
                     *           "2026-03-20"
                     *         ]
                     *       },
                     *       "campaign_name": "text",
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_delete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_patch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "campaign_id": 1,
                 *       "location_id": 1,
                 *       "start_date": "2026-03-02",
                 *       "end_date": "2026-03-31",
                 *       "start_time": "08:00",
                 *       "end_time": "18:00",
                 *       "days_of_week": [
                 *         1,
                 *         2,
                 *         3,
                 *         4,
                 *         5
                 *       ],
                 *       "is_active": true,
                 *       "priority": 1,
                 *       "allow_conflicts": true
                 *     }
                 */
                "application/json": {
                    /** @description The campaign that plays */
                    campaign_id?: number;
                    /** @description Where: this location and everywhere below it; null = everywhere */
                    location_id?: number | null;
                    /**
                     * Format: date
                     * @description First local date, inclusive, in the zone of the player’s location; what a recurrence rule counts from
                     */
                    start_date?: string;
                    /** @description Last local date, inclusive, in the zone of the player’s location; null = open-ended */
                    end_date?: string | null;
                    /** @description Wall-clock time HH:MM in the zone of the player’s location; null = 00:00 */
                    start_time?: string | null;
                    /** @description Wall-clock time HH:MM; at or before start_time: on the following day; null = the next midnight */
                    end_time?: string | null;
                    /** @description 0 = Sunday … 6 = Saturday; null = every day. Filters the dates of a recurrence rule too */
                    days_of_week?: number[] | null;
                    /** @description false: kept, never on */
                    is_active?: boolean;
                    /** @description The greatest wins. Among equals: the priority of the campaign, then the nearest location to the player, then the newest schedule (id) */
                    priority?: number;
                    /** @description On which of the dates; null = on every one */
                    recurrence_rule?: {
                        /**
                         * @description The period that repeats
                         * @enum {string}
                         */
                        freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
                        /** @description Every so many periods, counted from the one start_date lies in; left out: 1 */
                        interval?: number;
                        /** @description Weekdays, MO to SU; in MONTHLY and YEARLY rules also with a number: 1MO is the first Monday, -1FR the last Friday */
                        byday?: string[];
                        /** @description Days of the month, 1 to 31, or from its end, -1 being the last; not in WEEKLY rules */
                        bymonthday?: number[];
                        /** @description Months, 1 = January */
                        bymonth?: number[];
                        /** @description Which of the dates of one period, in order: 1 = the first, -1 = the last. Needs byday, bymonthday or bymonth */
                        bysetpos?: number[];
                        /** @description Ends after so many dates of the rule, those that exdates or days_of_week take away included; not beside until */
                        count?: number;
                        /**
                         * Format: date
                         * @description The last date the rule may give, inclusive, in the zone of the player’s location; not beside count
                         */
                        until?: string;
                        /**
                         * @description The day weeks begin with, for WEEKLY rules with an interval; left out: MO
                         * @enum {string}
                         */
                        wkst?: "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU";
                        /** @description Local dates on which it does not play; they count over rdates */
                        exdates?: string[];
                        /** @description Local dates on which it plays too, within start_date and end_date; until does not end them, days_of_week filters them */
                        rdates?: string[];
                    } | null;
                    /** @description true: saved although a schedule of equal rank plays at the same time; the newest of them wins */
                    allow_conflicts?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "campaign_id": 1,
                     *       "location_id": 1,
                     *       "start_date": "2026-03-02",
                     *       "end_date": "2026-03-31",
                     *       "start_time": "08:00",
                     *       "end_time": "18:00",
                     *       "days_of_week": [
                     *         1,
                     *         2,
                     *         3,
                     *         4,
                     *         5
                     *       ],
                     *       "is_active": true,
                     *       "priority": 1,
                     *       "recurrence_rule": {
                     *         "freq": "WEEKLY",
                     *         "interval": 1,
                     *         "byday": [
                     *           "MO",
                     *           "FR"
                     *         ],
                     *         "until": "2026-03-31",
                     *         "wkst": "MO",
                     *         "exdates": [
                     *           "2026-03-20"
                     *         ]
                     *       },
                     *       "campaign_name": "text",
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "campaign_id": 1,
                 *       "location_id": 1,
                 *       "start_date": "2026-03-02",
                 *       "end_date": "2026-03-31",
                 *       "start_time": "08:00",
                 *       "end_time": "18:00",
                 *       "days_of_week": [
                 *         1,
                 *         2,
                 *         3,
                 *         4,
                 *         5
                 *       ],
                 *       "is_active": true,
                 *       "priority": 0,
                 *       "id": 1
                 *     }
                 */
                "application/json": {
                    /** @description The campaign that plays */
                    campaign_id: number;
                    /**
                     * @description Where: this location and everywhere below it; null = everywhere
                     * @default null
                     */
                    location_id?: number | null;
                    /**
                     * Format: date
                     * @description First local date, inclusive, in the zone of the player’s location; what a recurrence rule counts from
                     */
                    start_date: string;
                    /**
                     * @description Last local date, inclusive, in the zone of the player’s location; null = open-ended
                     * @default null
                     */
                    end_date?: string | null;
                    /** @description Wall-clock time HH:MM in the zone of the player’s location; null = 00:00 */
                    start_time?: string | null;
                    /** @description Wall-clock time HH:MM; at or before start_time: on the following day; null = the next midnight */
                    end_time?: string | null;
                    /** @description 0 = Sunday … 6 = Saturday; null = every day. Filters the dates of a recurrence rule too */
                    days_of_week?: number[] | null;
                    /**
                     * @description false: kept, never on
                     * @default true
                     */
                    is_active?: boolean;
                    /**
                     * @description The greatest wins. Among equals: the priority of the campaign, then the nearest location to the player, then the newest schedule (id)
                     * @default 0
                     */
                    priority?: number;
                    /**
                     * @description On which of the dates; null = on every one
                     * @default null
                     */
                    recurrence_rule?: {
                        /**
                         * @description The period that repeats
                         * @enum {string}
                         */
                        freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
                        /** @description Every so many periods, counted from the one start_date lies in; left out: 1 */
                        interval?: number;
                        /** @description Weekdays, MO to SU; in MONTHLY and YEARLY rules also with a number: 1MO is the first Monday, -1FR the last Friday */
                        byday?: string[];
                        /** @description Days of the month, 1 to 31, or from its end, -1 being the last; not in WEEKLY rules */
                        bymonthday?: number[];
                        /** @description Months, 1 = January */
                        bymonth?: number[];
                        /** @description Which of the dates of one period, in order: 1 = the first, -1 = the last. Needs byday, bymonthday or bymonth */
                        bysetpos?: number[];
                        /** @description Ends after so many dates of the rule, those that exdates or days_of_week take away included; not beside until */
                        count?: number;
                        /**
                         * Format: date
                         * @description The last date the rule may give, inclusive, in the zone of the player’s location; not beside count
                         */
                        until?: string;
                        /**
                         * @description The day weeks begin with, for WEEKLY rules with an interval; left out: MO
                         * @enum {string}
                         */
                        wkst?: "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU";
                        /** @description Local dates on which it does not play; they count over rdates */
                        exdates?: string[];
                        /** @description Local dates on which it plays too, within start_date and end_date; until does not end them, days_of_week filters them */
                        rdates?: string[];
                    } | null;
                    /** @description The stored schedule that it would replace; left out: it would be a new one */
                    id?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "conflicts": [
                     *         {
                     *           "schedule_id": 1,
                     *           "campaign_id": 1,
                     *           "campaign_name": "text",
                     *           "kind": "conflict",
                     *           "wins": "candidate",
                     *           "first_overlap": {
                     *             "start": "2026-03-05T11:00:00Z",
                     *             "end": "2026-03-05T11:00:00Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Active schedules of other campaigns that are on at the same time, conflicts first; looked for from now, or from start_date where that is later, over two years or to the end of one of the two. At most 1,000 */
                        conflicts: components["schemas"]["ScheduleConflict"][];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_impact: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "candidate": {
                 *         "campaign_id": 1,
                 *         "location_id": 1,
                 *         "start_date": "2026-03-02",
                 *         "end_date": "2026-03-31",
                 *         "start_time": "08:00",
                 *         "end_time": "18:00",
                 *         "days_of_week": [
                 *           1,
                 *           2,
                 *           3,
                 *           4,
                 *           5
                 *         ],
                 *         "is_active": true,
                 *         "priority": 0,
                 *         "id": 1
                 *       },
                 *       "id": 1,
                 *       "from": "2026-03-05T11:00:00Z",
                 *       "to": "2026-03-05T11:00:00Z"
                 *     }
                 */
                "application/json": {
                    /** @description The schedule as it would be, new or (with its id) in place of a stored one; null, with id beside it: as if that one were deleted */
                    candidate: {
                        /** @description The campaign that plays */
                        campaign_id: number;
                        /**
                         * @description Where: this location and everywhere below it; null = everywhere
                         * @default null
                         */
                        location_id?: number | null;
                        /**
                         * Format: date
                         * @description First local date, inclusive, in the zone of the player’s location; what a recurrence rule counts from
                         */
                        start_date: string;
                        /**
                         * @description Last local date, inclusive, in the zone of the player’s location; null = open-ended
                         * @default null
                         */
                        end_date?: string | null;
                        /** @description Wall-clock time HH:MM in the zone of the player’s location; null = 00:00 */
                        start_time?: string | null;
                        /** @description Wall-clock time HH:MM; at or before start_time: on the following day; null = the next midnight */
                        end_time?: string | null;
                        /** @description 0 = Sunday … 6 = Saturday; null = every day. Filters the dates of a recurrence rule too */
                        days_of_week?: number[] | null;
                        /**
                         * @description false: kept, never on
                         * @default true
                         */
                        is_active?: boolean;
                        /**
                         * @description The greatest wins. Among equals: the priority of the campaign, then the nearest location to the player, then the newest schedule (id)
                         * @default 0
                         */
                        priority?: number;
                        /**
                         * @description On which of the dates; null = on every one
                         * @default null
                         */
                        recurrence_rule?: {
                            /**
                             * @description The period that repeats
                             * @enum {string}
                             */
                            freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
                            /** @description Every so many periods, counted from the one start_date lies in; left out: 1 */
                            interval?: number;
                            /** @description Weekdays, MO to SU; in MONTHLY and YEARLY rules also with a number: 1MO is the first Monday, -1FR the last Friday */
                            byday?: string[];
                            /** @description Days of the month, 1 to 31, or from its end, -1 being the last; not in WEEKLY rules */
                            bymonthday?: number[];
                            /** @description Months, 1 = January */
                            bymonth?: number[];
                            /** @description Which of the dates of one period, in order: 1 = the first, -1 = the last. Needs byday, bymonthday or bymonth */
                            bysetpos?: number[];
                            /** @description Ends after so many dates of the rule, those that exdates or days_of_week take away included; not beside until */
                            count?: number;
                            /**
                             * Format: date
                             * @description The last date the rule may give, inclusive, in the zone of the player’s location; not beside count
                             */
                            until?: string;
                            /**
                             * @description The day weeks begin with, for WEEKLY rules with an interval; left out: MO
                             * @enum {string}
                             */
                            wkst?: "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU";
                            /** @description Local dates on which it does not play; they count over rdates */
                            exdates?: string[];
                            /** @description Local dates on which it plays too, within start_date and end_date; until does not end them, days_of_week filters them */
                            rdates?: string[];
                        } | null;
                        /** @description The stored schedule that it would replace; left out: it would be a new one */
                        id?: number;
                    } | null;
                    /** @description The stored schedule that the candidate replaces, or that is deleted where candidate is null */
                    id?: number;
                    /**
                     * Format: date-time
                     * @description Left out: now
                     */
                    from?: string;
                    /**
                     * Format: date-time
                     * @description At most 370 days after from. Left out: 14 days after from; where the schedule first plays later than that, the window is the 14 days from that moment on
                     */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-03-05T11:00:00Z",
                     *       "to": "2026-03-05T11:00:00Z",
                     *       "player_count": 1,
                     *       "first_change": "2026-03-05T11:00:00Z",
                     *       "locations": [
                     *         {
                     *           "location_id": 1,
                     *           "location_name": "text",
                     *           "timezone": "America/Sao_Paulo",
                     *           "players": [
                     *             {
                     *               "id": 1,
                     *               "name": "Vitrine Savassi"
                     *             }
                     *           ],
                     *           "windows": [
                     *             {
                     *               "start": "2026-03-05T11:00:00Z",
                     *               "end": "2026-03-05T11:00:00Z",
                     *               "was": {
                     *                 "schedule_id": 1,
                     *                 "campaign_id": 1,
                     *                 "campaign_name": "text"
                     *               },
                     *               "becomes": {
                     *                 "schedule_id": 1,
                     *                 "campaign_id": 1,
                     *                 "campaign_name": "text"
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description The window that was looked at, inclusive
                         */
                        from: string;
                        /**
                         * Format: date-time
                         * @description Its end, exclusive
                         */
                        to: string;
                        /** @description Players that show something else at some time in the window */
                        player_count: number;
                        /** @description When the first of them does; null: none does */
                        first_change: string | null;
                        /** @description Only locations that you may see, and only where something changes */
                        locations: {
                            /** @description A location with players that show something else */
                            location_id: number;
                            /** @description Its name */
                            location_name: string;
                            /** @description Its IANA time zone */
                            timezone: string;
                            /** @description The players at this very location */
                            players: {
                                /** @description The player */
                                id: number;
                                /** @description Its name */
                                name: string;
                            }[];
                            /** @description When another campaign plays, in order */
                            windows: {
                                /**
                                 * Format: date-time
                                 * @description Inclusive
                                 */
                                start: string;
                                /**
                                 * Format: date-time
                                 * @description Exclusive
                                 */
                                end: string;
                                /** @description What plays without the edit */
                                was: {
                                    /** @description null: a candidate that is not saved yet, the default campaign, or nothing */
                                    schedule_id: number | null;
                                    /** @description null: nothing plays */
                                    campaign_id: number | null;
                                    /** @description Name of the campaign */
                                    campaign_name: string | null;
                                };
                                /** @description What plays with it */
                                becomes: {
                                    /** @description null: a candidate that is not saved yet, the default campaign, or nothing */
                                    schedule_id: number | null;
                                    /** @description null: nothing plays */
                                    campaign_id: number | null;
                                    /** @description Name of the campaign */
                                    campaign_name: string | null;
                                };
                            }[];
                        }[];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_reach: {
        parameters: {
            query: {
                /** @description Which campaign */
                campaign_id: string;
                /** @description As if its draft, when it has one, were published */
                draft?: "0" | "1" | "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-03-05T11:00:00Z",
                     *       "to": "2026-03-05T11:00:00Z",
                     *       "player_count": 1,
                     *       "first": "2026-03-05T11:00:00Z",
                     *       "locations": [
                     *         {
                     *           "location_id": 1,
                     *           "location_name": "text",
                     *           "timezone": "America/Sao_Paulo",
                     *           "player_count": 1,
                     *           "first": "2026-03-05T11:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Now, inclusive
                         */
                        from: string;
                        /**
                         * Format: date-time
                         * @description 14 days later, exclusive
                         */
                        to: string;
                        /** @description Players that show the campaign at some time in between */
                        player_count: number;
                        /** @description When the first of them does; null: none does */
                        first: string | null;
                        /** @description Only locations that you may see, the soonest first */
                        locations: {
                            /** @description A location with players that show it */
                            location_id: number;
                            /** @description Its name */
                            location_name: string;
                            /** @description Its IANA time zone */
                            timezone: string;
                            /** @description How many players are at this very location */
                            player_count: number;
                            /**
                             * Format: date-time
                             * @description When they first show it; that of the question: they show it now
                             */
                            first: string;
                        }[];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_timeline: {
        parameters: {
            query: {
                /** @description Whose players */
                location_id: string;
                /** @description Inclusive */
                from: string;
                /** @description Exclusive, at most 370 days after from; there is no default */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "location_id": 1,
                     *       "timezone": "America/Sao_Paulo",
                     *       "segments": [
                     *         {
                     *           "start": "2026-03-05T11:00:00Z",
                     *           "end": "2026-03-05T11:00:00Z",
                     *           "schedule_id": 1,
                     *           "campaign_id": 1,
                     *           "campaign_name": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Whose players */
                        location_id: number;
                        /** @description The location’s IANA time zone, in which local dates and times count */
                        timezone: string;
                        /** @description Without gaps from `from` to `to`, neighbours that are the same merged */
                        segments: {
                            /**
                             * Format: date-time
                             * @description Inclusive
                             */
                            start: string;
                            /**
                             * Format: date-time
                             * @description Exclusive
                             */
                            end: string;
                            /** @description null: the default campaign plays, or nothing */
                            schedule_id: number | null;
                            /** @description null: nothing plays */
                            campaign_id: number | null;
                            /** @description Name of the campaign */
                            campaign_name: string | null;
                        }[];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedules_explain: {
        parameters: {
            query: {
                /** @description Whose players */
                location_id: string;
                /** @description Any instant, past or future; default now */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "location_id": 1,
                     *       "timezone": "America/Sao_Paulo",
                     *       "at": "2026-03-05T11:00:00Z",
                     *       "schedule_id": 1,
                     *       "campaign_id": 1,
                     *       "campaign_name": "text",
                     *       "until": "2026-03-05T11:00:00Z",
                     *       "explain": [
                     *         {
                     *           "schedule_id": 1,
                     *           "campaign_id": 1,
                     *           "campaign_name": "text",
                     *           "verdict": "plays",
                     *           "detail": "text",
                     *           "reason": "text",
                     *           "params": {}
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        /** @description Whose players */
                        location_id: number;
                        /** @description The location’s IANA time zone, in which local dates and times count */
                        timezone: string;
                        /**
                         * Format: date-time
                         * @description The instant that was asked for
                         */
                        at: string;
                        /** @description What plays; null: the default campaign plays, or nothing */
                        schedule_id: number | null;
                        /** @description null: nothing plays */
                        campaign_id: number | null;
                        /** @description Name of the campaign */
                        campaign_name: string | null;
                        /** @description When this answer next changes; null: never */
                        until: string | null;
                        /** @description The schedules of the location and above it: what plays, what is beaten, then what is off, the newest first; at most 200 */
                        explain: {
                            /** @description The schedule */
                            schedule_id: number;
                            /** @description Its campaign */
                            campaign_id: number;
                            /** @description Name of its campaign */
                            campaign_name: string;
                            /**
                             * @description beaten: on, but another ranks above it; off: not on
                             * @enum {string}
                             */
                            verdict: "plays" | "beaten" | "off";
                            /** @description Why, in English: "beaten by 12: priority", "off: Sunday", "off: inactive" */
                            detail: string;
                            /** @description The same for programs, with its values in params */
                            reason: string;
                            /** @description Values of the reason, such as by (id), date, from, to */
                            params: {
                                [key: string]: string | number;
                            };
                        }[];
                        /** @description How many there are */
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_list: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of created_at, -created_at, name, -name, last_seen, -last_seen, status, -status */
                sort?: string;
                q?: string;
                location_id?: string;
                status?: "online" | "offline";
                /** @description Only those about which an alert of this kind is open */
                alert?: "any" | "player_offline" | "player_behind" | "player_storage" | "player_clock";
                /** @description Whether they hold the newest programme of their location; those that never said are neither */
                up_to_date?: "0" | "1" | "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "name": "Vitrine Savassi",
                     *           "location_id": 1,
                     *           "device_type": "android",
                     *           "ip_address": "192.168.0.20",
                     *           "mac_address": "02:42:ac:11:00:02",
                     *           "resolution": "1920x1080",
                     *           "status": "online",
                     *           "playback": "playing",
                     *           "last_seen": "2026-03-05T11:00:00Z",
                     *           "current_campaign_id": 1,
                     *           "current_content_id": 1,
                     *           "current_since": "2026-03-05T11:00:00Z",
                     *           "system_info": {},
                     *           "player_version": "0.1.0",
                     *           "programme_version": "4b54d0c1f6f2f6a9",
                     *           "up_to_date": true,
                     *           "screenshot_at": "2026-03-05T11:00:00Z",
                     *           "screenshot_url": "text",
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "updated_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Player"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_create: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vitrine Savassi",
                 *       "location_id": 1,
                 *       "device_type": "android",
                 *       "mac_address": "02:42:ac:11:00:02"
                 *     }
                 */
                "application/json": {
                    name: string;
                    location_id: number;
                    /**
                     * @default web
                     * @enum {string}
                     */
                    device_type?: "android" | "windows" | "linux" | "web" | "chromecast" | "other";
                    /** @default null */
                    mac_address?: string | null;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "location_id": 1,
                     *       "device_type": "android",
                     *       "ip_address": "192.168.0.20",
                     *       "mac_address": "02:42:ac:11:00:02",
                     *       "resolution": "1920x1080",
                     *       "status": "online",
                     *       "playback": "playing",
                     *       "last_seen": "2026-03-05T11:00:00Z",
                     *       "current_campaign_id": 1,
                     *       "current_content_id": 1,
                     *       "current_since": "2026-03-05T11:00:00Z",
                     *       "system_info": {},
                     *       "player_version": "0.1.0",
                     *       "programme_version": "4b54d0c1f6f2f6a9",
                     *       "up_to_date": true,
                     *       "screenshot_at": "2026-03-05T11:00:00Z",
                     *       "screenshot_url": "text",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "player_key": "0b1f7a52-6c1e-4b54-9d0c-1f6f2f6a9f11"
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerWithKey"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "location_id": 1,
                     *       "device_type": "android",
                     *       "ip_address": "192.168.0.20",
                     *       "mac_address": "02:42:ac:11:00:02",
                     *       "resolution": "1920x1080",
                     *       "status": "online",
                     *       "playback": "playing",
                     *       "last_seen": "2026-03-05T11:00:00Z",
                     *       "current_campaign_id": 1,
                     *       "current_content_id": 1,
                     *       "current_since": "2026-03-05T11:00:00Z",
                     *       "system_info": {},
                     *       "player_version": "0.1.0",
                     *       "programme_version": "4b54d0c1f6f2f6a9",
                     *       "up_to_date": true,
                     *       "screenshot_at": "2026-03-05T11:00:00Z",
                     *       "screenshot_url": "text",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "receipts": [
                     *         {
                     *           "programme_version": "4b54d0c1f6f2f6a9",
                     *           "received_at": "2026-03-05T11:00:00Z",
                     *           "downloaded_at": "2026-03-05T11:00:00Z",
                     *           "on_screen_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ],
                     *       "missing_plays": [
                     *         [
                     *           1,
                     *           1
                     *         ]
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerDetail"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_delete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example null */
                    "application/json": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_patch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vitrine Savassi",
                 *       "location_id": 1,
                 *       "device_type": "android",
                 *       "mac_address": "02:42:ac:11:00:02"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    location_id?: number;
                    /** @enum {string} */
                    device_type?: "android" | "windows" | "linux" | "web" | "chromecast" | "other";
                    mac_address?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "location_id": 1,
                     *       "device_type": "android",
                     *       "ip_address": "192.168.0.20",
                     *       "mac_address": "02:42:ac:11:00:02",
                     *       "resolution": "1920x1080",
                     *       "status": "online",
                     *       "playback": "playing",
                     *       "last_seen": "2026-03-05T11:00:00Z",
                     *       "current_campaign_id": 1,
                     *       "current_content_id": 1,
                     *       "current_since": "2026-03-05T11:00:00Z",
                     *       "system_info": {},
                     *       "player_version": "0.1.0",
                     *       "programme_version": "4b54d0c1f6f2f6a9",
                     *       "up_to_date": true,
                     *       "screenshot_at": "2026-03-05T11:00:00Z",
                     *       "screenshot_url": "text",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Player"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_pair: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "K7M2QX",
                 *       "name": "Vitrine Savassi",
                 *       "location_id": 1
                 *     }
                 */
                "application/json": {
                    code: string;
                    name: string;
                    location_id: number;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "location_id": 1,
                     *       "device_type": "android",
                     *       "ip_address": "192.168.0.20",
                     *       "mac_address": "02:42:ac:11:00:02",
                     *       "resolution": "1920x1080",
                     *       "status": "online",
                     *       "playback": "playing",
                     *       "last_seen": "2026-03-05T11:00:00Z",
                     *       "current_campaign_id": 1,
                     *       "current_content_id": 1,
                     *       "current_since": "2026-03-05T11:00:00Z",
                     *       "system_info": {},
                     *       "player_version": "0.1.0",
                     *       "programme_version": "4b54d0c1f6f2f6a9",
                     *       "up_to_date": true,
                     *       "screenshot_at": "2026-03-05T11:00:00Z",
                     *       "screenshot_url": "text",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Player"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_renewKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "name": "Vitrine Savassi",
                     *       "location_id": 1,
                     *       "device_type": "android",
                     *       "ip_address": "192.168.0.20",
                     *       "mac_address": "02:42:ac:11:00:02",
                     *       "resolution": "1920x1080",
                     *       "status": "online",
                     *       "playback": "playing",
                     *       "last_seen": "2026-03-05T11:00:00Z",
                     *       "current_campaign_id": 1,
                     *       "current_content_id": 1,
                     *       "current_since": "2026-03-05T11:00:00Z",
                     *       "system_info": {},
                     *       "player_version": "0.1.0",
                     *       "programme_version": "4b54d0c1f6f2f6a9",
                     *       "up_to_date": true,
                     *       "screenshot_at": "2026-03-05T11:00:00Z",
                     *       "screenshot_url": "text",
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "player_key": "0b1f7a52-6c1e-4b54-9d0c-1f6f2f6a9f11"
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerWithKey"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_command: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "command": "play",
                 *       "params": {
                 *         "level": 1,
                 *         "on": true,
                 *         "seconds": 30
                 *       },
                 *       "ttl": 3600
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    command: "play" | "pause" | "sync" | "restart" | "next" | "previous" | "reload" | "screenshot" | "identify" | "volume" | "clear_cache" | "blank" | "log";
                    /** @default null */
                    params?: {
                        level?: number;
                        on?: boolean;
                        seconds?: number;
                    } | null;
                    /** @default 3600 */
                    ttl?: number;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "player_id": 1,
                     *       "command": "play",
                     *       "params": {
                     *         "level": 1,
                     *         "on": true,
                     *         "seconds": 30
                     *       },
                     *       "status": "queued",
                     *       "result": {
                     *         "ok": true,
                     *         "detail": "text"
                     *       },
                     *       "created_by": 1,
                     *       "created_at": "2026-03-05T11:00:00Z",
                     *       "expires_at": "2026-03-05T11:00:00Z",
                     *       "sent_at": "2026-03-05T11:00:00Z",
                     *       "answered_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_commands: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of created_at, -created_at */
                sort?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "player_id": 1,
                     *           "command": "play",
                     *           "params": {
                     *             "level": 1,
                     *             "on": true,
                     *             "seconds": 30
                     *           },
                     *           "status": "queued",
                     *           "result": {
                     *             "ok": true,
                     *             "detail": "text"
                     *           },
                     *           "created_by": 1,
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "expires_at": "2026-03-05T11:00:00Z",
                     *           "sent_at": "2026-03-05T11:00:00Z",
                     *           "answered_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Command"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commands_list: {
        parameters: {
            query: {
                /** @description Ids of 1 to 200 commands, with commas between */
                ids: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "player_id": 1,
                     *           "command": "play",
                     *           "params": {
                     *             "level": 1,
                     *             "on": true,
                     *             "seconds": 30
                     *           },
                     *           "status": "queued",
                     *           "result": {
                     *             "ok": true,
                     *             "detail": "text"
                     *           },
                     *           "created_by": 1,
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "expires_at": "2026-03-05T11:00:00Z",
                     *           "sent_at": "2026-03-05T11:00:00Z",
                     *           "answered_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Command"][];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commands_create: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "command": "play",
                 *       "params": {
                 *         "level": 1,
                 *         "on": true,
                 *         "seconds": 30
                 *       },
                 *       "ttl": 3600,
                 *       "player_ids": [
                 *         1
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    command: "play" | "pause" | "sync" | "restart" | "next" | "previous" | "reload" | "screenshot" | "identify" | "volume" | "clear_cache" | "blank" | "log";
                    /** @default null */
                    params?: {
                        level?: number;
                        on?: boolean;
                        seconds?: number;
                    } | null;
                    /** @default 3600 */
                    ttl?: number;
                    /** @description Those that are gone, or never were there, are left out */
                    player_ids: number[];
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "player_id": 1,
                     *           "command": "play",
                     *           "params": {
                     *             "level": 1,
                     *             "on": true,
                     *             "seconds": 30
                     *           },
                     *           "status": "queued",
                     *           "result": {
                     *             "ok": true,
                     *             "detail": "text"
                     *           },
                     *           "created_by": 1,
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "expires_at": "2026-03-05T11:00:00Z",
                     *           "sent_at": "2026-03-05T11:00:00Z",
                     *           "answered_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Command"][];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commands_cancel: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         1
                 *       ]
                 *     }
                 */
                "application/json": {
                    ids: number[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There when this was done for an earlier sending of its key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "player_id": 1,
                     *           "command": "play",
                     *           "params": {
                     *             "level": 1,
                     *             "on": true,
                     *             "seconds": 30
                     *           },
                     *           "status": "queued",
                     *           "result": {
                     *             "ok": true,
                     *             "detail": "text"
                     *           },
                     *           "created_by": 1,
                     *           "created_at": "2026-03-05T11:00:00Z",
                     *           "expires_at": "2026-03-05T11:00:00Z",
                     *           "sent_at": "2026-03-05T11:00:00Z",
                     *           "answered_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Command"][];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_sync: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "player_id": 1,
                     *       "delivered": true,
                     *       "programme_version": "4b54d0c1f6f2f6a9"
                     *     }
                     */
                    "application/json": {
                        player_id: number;
                        delivered: boolean;
                        programme_version: string;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_programme: {
        parameters: {
            query?: {
                at?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "player_id": 1,
                     *       "at": "2026-03-05T11:00:00Z",
                     *       "version": "text",
                     *       "timezone": "America/Sao_Paulo",
                     *       "now": {
                     *         "schedule_id": 1,
                     *         "campaign_id": 1,
                     *         "campaign_name": "text",
                     *         "empty": true,
                     *         "until": "2026-03-05T11:00:00Z"
                     *       },
                     *       "explain": [
                     *         {
                     *           "schedule_id": 1,
                     *           "campaign_id": 1,
                     *           "campaign_name": "text",
                     *           "verdict": "plays",
                     *           "detail": "text",
                     *           "reason": "text",
                     *           "params": {}
                     *         }
                     *       ],
                     *       "programme": {
                     *         "version": "text",
                     *         "location": {
                     *           "id": 1,
                     *           "name": "Vitrine Savassi"
                     *         },
                     *         "programme": {
                     *           "timezone": "America/Sao_Paulo",
                     *           "location_chain": [
                     *             1
                     *           ],
                     *           "default_campaign_id": 1,
                     *           "campaigns": [
                     *             {
                     *               "id": 1,
                     *               "is_active": true,
                     *               "priority": 1,
                     *               "start_date": "2026-03-02",
                     *               "end_date": "2026-03-31",
                     *               "valid": [
                     *                 {
                     *                   "valid_from": "2026-03-05",
                     *                   "valid_until": "2026-03-05"
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "schedules": [
                     *             {
                     *               "id": 1,
                     *               "campaign_id": 1,
                     *               "location_id": 1,
                     *               "start_date": "2026-03-02",
                     *               "end_date": "2026-03-31",
                     *               "start_time": "08:00",
                     *               "end_time": "18:00",
                     *               "days_of_week": [
                     *                 1,
                     *                 2,
                     *                 3,
                     *                 4,
                     *                 5
                     *               ],
                     *               "is_active": true,
                     *               "priority": 1,
                     *               "recurrence_rule": {
                     *                 "freq": "WEEKLY",
                     *                 "interval": 1,
                     *                 "byday": [
                     *                   "MO",
                     *                   "FR"
                     *                 ],
                     *                 "until": "2026-03-31",
                     *                 "wkst": "MO",
                     *                 "exdates": [
                     *                   "2026-03-20"
                     *                 ]
                     *               }
                     *             }
                     *           ]
                     *         },
                     *         "campaigns": [
                     *           {
                     *             "id": 1,
                     *             "name": "Vitrine Savassi",
                     *             "items": [
                     *               {
                     *                 "content_id": 7,
                     *                 "duration": 10,
                     *                 "fit": "contain",
                     *                 "muted": true,
                     *                 "valid_from": "2026-03-05",
                     *                 "valid_until": "2026-03-05"
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "contents": [
                     *           {
                     *             "id": 1,
                     *             "title": "Promoção de inverno",
                     *             "type": "video",
                     *             "mime_type": "video/mp4",
                     *             "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *             "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *             "size": 1,
                     *             "duration": 10,
                     *             "width": 1920,
                     *             "height": 1080
                     *           }
                     *         ],
                     *         "campaign_change": "at_once"
                     *       }
                     *     }
                     */
                    "application/json": {
                        player_id: number;
                        /** Format: date-time */
                        at: string;
                        version: string;
                        timezone: string;
                        now: {
                            /** @description null: the default campaign plays, or nothing */
                            schedule_id: number | null;
                            /** @description null: nothing plays */
                            campaign_id: number | null;
                            /** @description Name of the campaign */
                            campaign_name: string | null;
                            /** @description true: the campaign that plays has no item that is ready, so there is nothing to show */
                            empty: boolean;
                            /** @description When this answer next changes; null: never */
                            until: string | null;
                        };
                        /** @description Every schedule of the programme, and those of the player’s location and above it that are inactive; by id */
                        explain: {
                            /** @description The schedule */
                            schedule_id: number;
                            /** @description Its campaign */
                            campaign_id: number;
                            /** @description Name of its campaign */
                            campaign_name: string;
                            /**
                             * @description beaten: on, but another ranks above it; off: not on
                             * @enum {string}
                             */
                            verdict: "plays" | "beaten" | "off";
                            /** @description Why, in English: "beaten by 12: priority", "off: Sunday", "off: inactive" */
                            detail: string;
                            /** @description The same for programs, with its values in params */
                            reason: string;
                            /** @description Values of the reason, such as by (id), date, from, to */
                            params: {
                                [key: string]: string | number;
                            };
                        }[];
                        programme: components["schemas"]["ProgrammeUpdate"];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    player_pairing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pairing_token": "c2VjcmV0LW9mLXRoZS1kZXZpY2U",
                 *       "device_type": "android",
                 *       "resolution": "1920x1080"
                 *     }
                 */
                "application/json": {
                    pairing_token?: string;
                    /**
                     * @default web
                     * @enum {string}
                     */
                    device_type?: "android" | "windows" | "linux" | "web" | "chromecast" | "other";
                    resolution?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "waiting",
                     *       "code": "K7M2QX",
                     *       "pairing_token": "c2VjcmV0LW9mLXRoZS1kZXZpY2U",
                     *       "expires_at": "2026-03-05T11:00:00Z",
                     *       "player_key": "0b1f7a52-6c1e-4b54-9d0c-1f6f2f6a9f11"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "waiting" | "paired";
                        code: string;
                        pairing_token: string;
                        /** Format: date-time */
                        expires_at: string;
                        player_key?: string;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No longer there */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/gone",
                     *       "title": "No longer there",
                     *       "status": 410,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "gone",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dashboard_stats: {
        parameters: {
            query?: {
                location_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "players": {
                     *         "total": 1,
                     *         "online": 1,
                     *         "offline": 1,
                     *         "up_to_date": 1
                     *       },
                     *       "content": {
                     *         "total": 1,
                     *         "processing": 1,
                     *         "failed": 1,
                     *         "bytes": 1
                     *       },
                     *       "campaigns": {
                     *         "total": 1,
                     *         "active": 1
                     *       },
                     *       "schedules": {
                     *         "total": 1,
                     *         "active": 1
                     *       },
                     *       "locations": 1,
                     *       "alerts": {
                     *         "open": 1,
                     *         "unacknowledged": 1
                     *       },
                     *       "storage": {
                     *         "used": 1,
                     *         "free": 1,
                     *         "total": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Stats"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dashboard_players: {
        parameters: {
            query?: {
                location_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "name": "Vitrine Savassi",
                     *           "location_id": 1,
                     *           "status": "online",
                     *           "playback": "text",
                     *           "last_seen": "2026-03-05T11:00:00Z",
                     *           "up_to_date": true,
                     *           "current_campaign_id": 1,
                     *           "current_content_id": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DashboardPlayer"][];
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dashboard_activity: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of at, -at */
                sort?: string;
                q?: string;
                location_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "at": "2026-03-05T11:00:00Z",
                     *           "user_id": 1,
                     *           "user_name": "ana.souza",
                     *           "action": "update",
                     *           "resource": "campaign",
                     *           "resource_id": 1,
                     *           "title": "Promoção de inverno",
                     *           "location_id": 1
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Activity"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Vitrine Savassi",
                     *       "timezone": "America/Sao_Paulo",
                     *       "default_locale": "pt-BR",
                     *       "default_campaign_id": 1,
                     *       "heartbeat_seconds": 30,
                     *       "default_image_duration": 10,
                     *       "campaign_change": "at_once",
                     *       "retention": {
                     *         "plays_days": 400,
                     *         "audit_days": 730,
                     *         "commands_days": 30,
                     *         "alerts_days": 90
                     *       },
                     *       "alerts": {
                     *         "player_offline": {
                     *           "enabled": true,
                     *           "minutes": 5
                     *         },
                     *         "player_behind": {
                     *           "enabled": true,
                     *           "minutes": 5
                     *         },
                     *         "player_storage": {
                     *           "enabled": true,
                     *           "percent": 10
                     *         },
                     *         "player_clock": {
                     *           "enabled": true,
                     *           "seconds": 30
                     *         },
                     *         "content_failing": {
                     *           "enabled": true
                     *         },
                     *         "location_empty": {
                     *           "enabled": true
                     *         }
                     *       },
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "limits": {
                     *         "max_upload_bytes": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settings_patch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that the change was made on: 412 when someone else was faster.
                 * @example "mcx1f2a0"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vitrine Savassi",
                 *       "timezone": "America/Sao_Paulo",
                 *       "default_locale": "pt-BR",
                 *       "default_campaign_id": 1,
                 *       "heartbeat_seconds": 30,
                 *       "default_image_duration": 10,
                 *       "campaign_change": "at_once",
                 *       "retention": {
                 *         "plays_days": 400,
                 *         "audit_days": 730,
                 *         "commands_days": 30,
                 *         "alerts_days": 90
                 *       },
                 *       "alerts": {
                 *         "player_offline": {
                 *           "enabled": true,
                 *           "minutes": 5
                 *         },
                 *         "player_behind": {
                 *           "enabled": true,
                 *           "minutes": 5
                 *         },
                 *         "player_storage": {
                 *           "enabled": true,
                 *           "percent": 10
                 *         },
                 *         "player_clock": {
                 *           "enabled": true,
                 *           "seconds": 30
                 *         },
                 *         "content_failing": {
                 *           "enabled": true
                 *         },
                 *         "location_empty": {
                 *           "enabled": true
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    name?: string;
                    timezone?: string;
                    /** @enum {string} */
                    default_locale?: "pt-BR" | "en";
                    default_campaign_id?: number | null;
                    heartbeat_seconds?: number;
                    default_image_duration?: number;
                    /** @enum {string} */
                    campaign_change?: "at_once" | "item_end";
                    retention?: {
                        plays_days?: number;
                        audit_days?: number;
                        commands_days?: number;
                        alerts_days?: number;
                    };
                    alerts?: {
                        player_offline?: {
                            enabled?: boolean;
                            minutes?: number;
                        };
                        player_behind?: {
                            enabled?: boolean;
                            minutes?: number;
                        };
                        player_storage?: {
                            enabled?: boolean;
                            percent?: number;
                        };
                        player_clock?: {
                            enabled?: boolean;
                            seconds?: number;
                        };
                        content_failing?: {
                            enabled?: boolean;
                        };
                        location_empty?: {
                            enabled?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version; for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Vitrine Savassi",
                     *       "timezone": "America/Sao_Paulo",
                     *       "default_locale": "pt-BR",
                     *       "default_campaign_id": 1,
                     *       "heartbeat_seconds": 30,
                     *       "default_image_duration": 10,
                     *       "campaign_change": "at_once",
                     *       "retention": {
                     *         "plays_days": 400,
                     *         "audit_days": 730,
                     *         "commands_days": 30,
                     *         "alerts_days": 90
                     *       },
                     *       "alerts": {
                     *         "player_offline": {
                     *           "enabled": true,
                     *           "minutes": 5
                     *         },
                     *         "player_behind": {
                     *           "enabled": true,
                     *           "minutes": 5
                     *         },
                     *         "player_storage": {
                     *           "enabled": true,
                     *           "percent": 10
                     *         },
                     *         "player_clock": {
                     *           "enabled": true,
                     *           "seconds": 30
                     *         },
                     *         "content_failing": {
                     *           "enabled": true
                     *         },
                     *         "location_empty": {
                     *           "enabled": true
                     *         }
                     *       },
                     *       "updated_at": "2026-03-05T11:00:00Z",
                     *       "limits": {
                     *         "max_upload_bytes": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by someone else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/stale",
                     *       "title": "Changed by someone else meanwhile",
                     *       "status": 412,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "stale",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "healthy",
                     *       "timestamp": "2026-03-05T11:00:00Z",
                     *       "database": "text",
                     *       "media": "text",
                     *       "uptime": 1,
                     *       "version": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "live"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "live";
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "ready";
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unavailable",
                     *       "title": "Not available at the moment",
                     *       "status": 503,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unavailable",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    player_programme: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "text",
                     *       "location": {
                     *         "id": 1,
                     *         "name": "Vitrine Savassi"
                     *       },
                     *       "programme": {
                     *         "timezone": "America/Sao_Paulo",
                     *         "location_chain": [
                     *           1
                     *         ],
                     *         "default_campaign_id": 1,
                     *         "campaigns": [
                     *           {
                     *             "id": 1,
                     *             "is_active": true,
                     *             "priority": 1,
                     *             "start_date": "2026-03-02",
                     *             "end_date": "2026-03-31",
                     *             "valid": [
                     *               {
                     *                 "valid_from": "2026-03-05",
                     *                 "valid_until": "2026-03-05"
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "schedules": [
                     *           {
                     *             "id": 1,
                     *             "campaign_id": 1,
                     *             "location_id": 1,
                     *             "start_date": "2026-03-02",
                     *             "end_date": "2026-03-31",
                     *             "start_time": "08:00",
                     *             "end_time": "18:00",
                     *             "days_of_week": [
                     *               1,
                     *               2,
                     *               3,
                     *               4,
                     *               5
                     *             ],
                     *             "is_active": true,
                     *             "priority": 1,
                     *             "recurrence_rule": {
                     *               "freq": "WEEKLY",
                     *               "interval": 1,
                     *               "byday": [
                     *                 "MO",
                     *                 "FR"
                     *               ],
                     *               "until": "2026-03-31",
                     *               "wkst": "MO",
                     *               "exdates": [
                     *                 "2026-03-20"
                     *               ]
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "campaigns": [
                     *         {
                     *           "id": 1,
                     *           "name": "Vitrine Savassi",
                     *           "items": [
                     *             {
                     *               "content_id": 7,
                     *               "duration": 10,
                     *               "fit": "contain",
                     *               "muted": true,
                     *               "valid_from": "2026-03-05",
                     *               "valid_until": "2026-03-05"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "contents": [
                     *         {
                     *           "id": 1,
                     *           "title": "Promoção de inverno",
                     *           "type": "video",
                     *           "mime_type": "video/mp4",
                     *           "url": "/api/content/7/file?exp=1772712000&sig=x",
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "size": 1,
                     *           "duration": 10,
                     *           "width": 1920,
                     *           "height": 1080
                     *         }
                     *       ],
                     *       "campaign_change": "at_once"
                     *     }
                     */
                    "application/json": components["schemas"]["ProgrammeUpdate"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    player_plays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plays": [
                 *         {
                 *           "seq": 1,
                 *           "content_id": 7,
                 *           "campaign_id": 1,
                 *           "schedule_id": 1,
                 *           "started_at": "2026-03-05T11:00:00Z",
                 *           "length": 1,
                 *           "completed": true,
                 *           "reason": "text",
                 *           "programme_version": "4b54d0c1f6f2f6a9",
                 *           "clock_suspect": false
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    plays: {
                        seq: number;
                        content_id: number;
                        /** @default null */
                        campaign_id?: number | null;
                        /** @default null */
                        schedule_id?: number | null;
                        /** Format: date-time */
                        started_at: string;
                        length: number;
                        completed: boolean;
                        /** @default null */
                        reason?: string | null;
                        /** @default null */
                        programme_version?: string | null;
                        /** @default false */
                        clock_suspect?: boolean;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accepted": 1,
                     *       "duplicates": 1,
                     *       "stored": [
                     *         [
                     *           1,
                     *           1
                     *         ]
                     *       ],
                     *       "conflicts": [
                     *         1
                     *       ],
                     *       "next_seq": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PlayReceipt"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_large",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    player_screenshot: {
        parameters: {
            query?: {
                command_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "player_id": 1,
                     *       "screenshot_at": "2026-03-05T11:00:00Z",
                     *       "width": 1920,
                     *       "height": 1080
                     *     }
                     */
                    "application/json": {
                        player_id: number;
                        /** Format: date-time */
                        screenshot_at: string;
                        width: number;
                        height: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_large",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This kind of file or body is not taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/wrong_type",
                     *       "title": "This kind of file or body is not taken",
                     *       "status": 415,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "wrong_type",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    player_log: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lines": [
                 *         {
                 *           "at": "2026-03-05T11:00:00Z",
                 *           "level": "info",
                 *           "topic": "text",
                 *           "text": "text"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    lines: {
                        /** Format: date-time */
                        at: string;
                        /** @enum {string} */
                        level: "info" | "problem";
                        topic: string;
                        text: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "received_at": "2026-03-05T11:00:00Z",
                     *       "lines": [
                     *         {
                     *           "at": "2026-03-05T11:00:00Z",
                     *           "level": "info",
                     *           "topic": "text",
                     *           "text": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerLog"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_log: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "received_at": "2026-03-05T11:00:00Z",
                     *       "lines": [
                     *         {
                     *           "at": "2026-03-05T11:00:00Z",
                     *           "level": "info",
                     *           "topic": "text",
                     *           "text": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerLog"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_health: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "hours": [
                     *         {
                     *           "at": "2026-03-05T11:00:00Z",
                     *           "storage_used": 1,
                     *           "storage_quota": 1,
                     *           "heap_mb": 1,
                     *           "network_mbit": 1,
                     *           "network_rtt_ms": 1,
                     *           "clock_ahead_ms": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["HealthHistory"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_plays: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                content_id?: string;
                cursor?: string;
                per_page?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "player_id": 1,
                     *           "player_name": "text",
                     *           "location_id": 1,
                     *           "location_name": "text",
                     *           "seq": 1,
                     *           "content_id": 7,
                     *           "content_title": "text",
                     *           "campaign_id": 1,
                     *           "campaign_name": "text",
                     *           "schedule_id": 1,
                     *           "started_at": "2026-03-05T11:00:00Z",
                     *           "length": 1,
                     *           "completed": true,
                     *           "reason": "text",
                     *           "programme_version": "4b54d0c1f6f2f6a9",
                     *           "received_at": "2026-03-05T11:00:00Z",
                     *           "clock_suspect": true
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Play"][];
                        next: string | null;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_screenshot: {
        parameters: {
            query?: {
                exp?: string;
                sig?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reports_plays: {
        parameters: {
            query?: {
                group_by?: "content" | "campaign" | "player" | "day" | "location";
                from?: string;
                to?: string;
                location_id?: string;
                player_id?: string;
                content_id?: string;
                campaign_id?: string;
                format?: "json" | "csv";
                locale?: "pt-BR" | "en";
                page?: string;
                per_page?: string;
                /** @description One of plays, -plays, completed, -completed, seconds, -seconds, screens, -screens, name, -name, key, -key */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "key": "text",
                     *           "id": 1,
                     *           "name": "Vitrine Savassi",
                     *           "plays": 1,
                     *           "completed": 1,
                     *           "seconds": 30,
                     *           "screens": 1,
                     *           "clock_suspect": 1
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1,
                     *       "group_by": "content",
                     *       "from": "2026-03-02",
                     *       "to": "2026-03-31",
                     *       "timezone": "America/Sao_Paulo",
                     *       "totals": {
                     *         "plays": 1,
                     *         "completed": 1,
                     *         "seconds": 30,
                     *         "screens": 1,
                     *         "clock_suspect": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PlayReport"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reports_raw: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                location_id?: string;
                player_id?: string;
                content_id?: string;
                campaign_id?: string;
                format?: "json" | "csv";
                locale?: "pt-BR" | "en";
                cursor?: string;
                per_page?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "player_id": 1,
                     *           "player_name": "text",
                     *           "location_id": 1,
                     *           "location_name": "text",
                     *           "seq": 1,
                     *           "content_id": 7,
                     *           "content_title": "text",
                     *           "campaign_id": 1,
                     *           "campaign_name": "text",
                     *           "schedule_id": 1,
                     *           "started_at": "2026-03-05T11:00:00Z",
                     *           "length": 1,
                     *           "completed": true,
                     *           "reason": "text",
                     *           "programme_version": "4b54d0c1f6f2f6a9",
                     *           "received_at": "2026-03-05T11:00:00Z",
                     *           "clock_suspect": true
                     *         }
                     *       ],
                     *       "next": "text",
                     *       "from": "2026-03-02",
                     *       "to": "2026-03-31",
                     *       "timezone": "America/Sao_Paulo"
                     *     }
                     */
                    "application/json": components["schemas"]["RawPlays"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reports_compliance: {
        parameters: {
            query?: {
                group_by?: "player" | "day" | "campaign" | "location";
                /** @description The last 7 days by default */
                from?: string;
                to?: string;
                location_id?: string;
                player_id?: string;
                format?: "json" | "csv";
                locale?: "pt-BR" | "en";
                page?: string;
                per_page?: string;
                /** @description One of percent, -percent, planned_seconds, -planned_seconds, played_seconds, -played_seconds, silent_seconds, -silent_seconds, name, -name, key, -key */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "key": "text",
                     *           "id": 1,
                     *           "name": "Vitrine Savassi",
                     *           "planned_seconds": 1,
                     *           "played_seconds": 1,
                     *           "percent": 10,
                     *           "silent_seconds": 1
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1,
                     *       "group_by": "player",
                     *       "from": "2026-03-02",
                     *       "to": "2026-03-31",
                     *       "timezone": "America/Sao_Paulo",
                     *       "players": 1,
                     *       "totals": {
                     *         "planned_seconds": 1,
                     *         "played_seconds": 1,
                     *         "percent": 10,
                     *         "silent_seconds": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ComplianceReport"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    players_day: {
        parameters: {
            query?: {
                /** @description Local date at the player; today where left out */
                date?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "player_id": 1,
                     *       "date": "2026-03-05",
                     *       "timezone": "America/Sao_Paulo",
                     *       "from": "2026-03-05T11:00:00Z",
                     *       "to": "2026-03-05T11:00:00Z",
                     *       "until": "2026-03-05T11:00:00Z",
                     *       "planned": [
                     *         {
                     *           "start": "2026-03-05T11:00:00Z",
                     *           "end": "2026-03-05T11:00:00Z",
                     *           "schedule_id": 1,
                     *           "campaign_id": 1,
                     *           "campaign_name": "text"
                     *         }
                     *       ],
                     *       "played": [
                     *         {
                     *           "start": "2026-03-05T11:00:00Z",
                     *           "end": "2026-03-05T11:00:00Z",
                     *           "campaign_id": 1,
                     *           "campaign_name": "text",
                     *           "plays": 1,
                     *           "failed": 1,
                     *           "clock_suspect": true,
                     *           "programme_version": "4b54d0c1f6f2f6a9"
                     *         }
                     *       ],
                     *       "differences": [
                     *         {
                     *           "start": "2026-03-05T11:00:00Z",
                     *           "end": "2026-03-05T11:00:00Z",
                     *           "kind": "nothing",
                     *           "campaign_id": 1,
                     *           "campaign_name": "text",
                     *           "shown_id": 1,
                     *           "shown_name": "text",
                     *           "reason": "text"
                     *         }
                     *       ],
                     *       "planned_seconds": 1,
                     *       "kept_seconds": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerDay"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request breaks a rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/rule",
                     *       "title": "The request breaks a rule",
                     *       "status": 422,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "rule",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    alerts_list: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of raised_at, -raised_at, cleared_at, -cleared_at, kind, -kind */
                sort?: string;
                state?: "open" | "unacknowledged" | "acknowledged" | "cleared" | "all";
                kind?: "player_offline" | "player_behind" | "player_storage" | "player_clock" | "content_failing" | "location_empty";
                location_id?: string;
                player_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "kind": "player_offline",
                     *           "player_id": 1,
                     *           "location_id": 1,
                     *           "content_id": 7,
                     *           "title": "Promoção de inverno",
                     *           "params": {},
                     *           "raised_at": "2026-03-05T11:00:00Z",
                     *           "acknowledged_at": "2026-03-05T11:00:00Z",
                     *           "acknowledged_by": 1,
                     *           "cleared_at": "2026-03-05T11:00:00Z",
                     *           "updated_at": "2026-03-05T11:00:00Z"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Alert"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    alerts_acknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "kind": "player_offline",
                     *       "player_id": 1,
                     *       "location_id": 1,
                     *       "content_id": 7,
                     *       "title": "Promoção de inverno",
                     *       "params": {},
                     *       "raised_at": "2026-03-05T11:00:00Z",
                     *       "acknowledged_at": "2026-03-05T11:00:00Z",
                     *       "acknowledged_by": 1,
                     *       "cleared_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    alerts_unacknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "kind": "player_offline",
                     *       "player_id": 1,
                     *       "location_id": 1,
                     *       "content_id": 7,
                     *       "title": "Promoção de inverno",
                     *       "params": {},
                     *       "raised_at": "2026-03-05T11:00:00Z",
                     *       "acknowledged_at": "2026-03-05T11:00:00Z",
                     *       "acknowledged_by": 1,
                     *       "cleared_at": "2026-03-05T11:00:00Z",
                     *       "updated_at": "2026-03-05T11:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/conflict",
                     *       "title": "Something stands in the way",
                     *       "status": 409,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "conflict",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_list: {
        parameters: {
            query?: {
                page?: string;
                per_page?: string;
                /** @description One of at, -at */
                sort?: string;
                q?: string;
                user_id?: string;
                action?: string;
                resource?: string;
                resource_id?: string;
                location_id?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "at": "2026-03-05T11:00:00Z",
                     *           "user_id": 1,
                     *           "user_name": "ana.souza",
                     *           "action": "update",
                     *           "resource": "campaign",
                     *           "resource_id": 1,
                     *           "title": "Promoção de inverno",
                     *           "location_id": 1,
                     *           "before": null,
                     *           "after": null,
                     *           "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "per_page": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description The request could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/malformed",
                     *       "title": "The request could not be read",
                     *       "status": 400,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "malformed",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "unauthenticated",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "forbidden",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "not_found",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/too_many",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "too_many",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong here */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/internal",
                     *       "title": "Something went wrong here",
                     *       "status": 500,
                     *       "detail": "What is wrong, in a sentence.",
                     *       "code": "internal",
                     *       "request_id": "7d9f3d0e-2b1c-4f7e-9a55-0d4b8f6f1c2a"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
