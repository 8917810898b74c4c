/** Frames of videos drawn and dropped since the page began, though each video counts anew. */
export class FrameCount {
  readonly #host: Element;
  readonly #seen = new WeakMap<HTMLVideoElement, { total: number; dropped: number }>();
  total = 0;
  dropped = 0;

  constructor(host: Element) {
    this.#host = host;
  }

  /** Often enough that no video comes and goes between two looks. */
  look(): void {
    for (const video of this.#host.querySelectorAll('video')) {
      const { totalVideoFrames: total, droppedVideoFrames: dropped } = video.getVideoPlaybackQuality();
      const before = this.#seen.get(video);
      const same = before !== undefined && total >= before.total && dropped >= before.dropped ? before : { total: 0, dropped: 0 };
      this.total += total - same.total;
      this.dropped += dropped - same.dropped;
      this.#seen.set(video, { total, dropped });
    }
  }
}
