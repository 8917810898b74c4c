"""A whole OpenStack Swift in one process, with its S3 interface: s3.ts starts it with a folder, a port, a key and its secret.

Swift's four servers are those of Debian's package python3-swift, put together as Swift's own functional tests do it. Prints
"ready" once it answers. It has no memcached: that only costs it a look at its own databases more.
"""

import os
import signal
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.storage_policy import reload_storage_policies  # noqa: E402
from swift.common import wsgi as swift_wsgi  # noqa: E402

folder, port, key, secret = sys.argv[1:]

PROXY = f"""
[DEFAULT]
swift_dir = {folder}
bind_ip = 127.0.0.1
bind_port = {port}

[pipeline:main]
pipeline = catch_errors gatekeeper memcache listing_formats s3api tempauth bulk slo dlo proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true

[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:memcache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
connect_timeout = 0.05
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo

[filter:s3api]
use = egg:swift#s3api
location = us-east-1
dns_compliant_bucket_names = true
s3_acl = false

[filter:tempauth]
use = egg:swift#tempauth
user_{key.replace(':', '_')} = {secret} .admin
"""

STORAGE = """
[DEFAULT]
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
bind_ip = 127.0.0.1
bind_port = {port}

[pipeline:main]
pipeline = {kind}-server

[app:{kind}-server]
use = egg:swift#{kind}
"""


def write(name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def serve(socket, conf):
    app = swift_wsgi.loadapp(conf, global_conf={"log_name": conf})
    eventlet.spawn(wsgi.server, socket, app, log=open(os.devnull, "w"), protocol=swift_wsgi.SwiftHttpProtocol, max_size=200)


write("swift.conf", "[swift-hash]\nswift_hash_path_suffix = tvs\n[storage-policy:0]\nname = only\ndefault = yes\n")
utils.SWIFT_CONF_FILE = os.path.join(folder, "swift.conf")
utils.validate_hash_conf()
reload_storage_policies()
os.makedirs(os.path.join(folder, "devices", "d"))
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))

for kind in ("account", "container", "object"):
    socket = eventlet.listen(("127.0.0.1", 0))
    ring = RingBuilder(0, 1, 0)
    ring.add_dev({"id": 0, "region": 1, "zone": 1, "weight": 1, "ip": "127.0.0.1", "port": socket.getsockname()[1], "device": "d"})
    ring.rebalance()
    ring.get_ring().save(os.path.join(folder, f"{kind}.ring.gz"))
    serve(socket, write(f"{kind}.conf", STORAGE.format(folder=folder, port=socket.getsockname()[1], kind=kind)))

serve(eventlet.listen(("127.0.0.1", int(port)), backlog=200), write("proxy.conf", PROXY))
print("ready", flush=True)
while True:
    eventlet.sleep(3600)
