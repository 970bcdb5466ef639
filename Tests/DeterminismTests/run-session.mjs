// Runs a session inside the WebAssembly module: node run-session.mjs MODULE SESSION
//
// SESSION is a JSON file: {"requests": [text, …], "yaml": {text: answer, …}}. Each request goes to
// the module as it stands; each answer is printed on a line of its own.
import { readFileSync } from "node:fs";

const [modulePath, sessionPath] = process.argv.slice(2);
const session = JSON.parse(readFileSync(sessionPath, "utf8"));
const encoder = new TextEncoder();
const decoder = new TextDecoder();
let exports;

function hand(text) {
  const bytes = encoder.encode(text);
  const address = exports.statebook_allocate(bytes.length);
  new Uint8Array(exports.memory.buffer, address, bytes.length).set(bytes);
  return [address, bytes.length];
}

function read(address, length) {
  return decoder.decode(new Uint8Array(exports.memory.buffer, address, length).slice());
}

const imports = {
  statebook: {
    yaml(address, length) {
      const answer = session.yaml[read(address, length)];
      if (answer === undefined) throw new Error("a YAML text that the native run never read");
      const [where, size] = hand(answer);
      return (BigInt(where >>> 0) << 32n) | BigInt(size);
    },
  },
};

const { instance } = await WebAssembly.instantiate(readFileSync(modulePath), imports);
exports = instance.exports;
for (const request of session.requests) {
  const [address, length] = hand(request);
  const size = exports.statebook_perform(address, length);
  exports.statebook_release(address);
  console.log(read(exports.statebook_answer() >>> 0, size));
}
