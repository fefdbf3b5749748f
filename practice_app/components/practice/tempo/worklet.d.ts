/** What an AudioWorklet finds round it. */
declare const sampleRate: number;
declare const currentFrame: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, kind: new () => AudioWorkletProcessor): void;
declare module "*?worker&url" {
  const address: string;
  export default address;
}
