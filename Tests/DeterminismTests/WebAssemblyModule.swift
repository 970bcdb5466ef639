import Foundation
import OtherPrograms

/// The portable modules linked into one WebAssembly file.
struct WebAssemblyModule {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  let path: String

  /// Node.js, which Debian called `nodejs` for some time.
  static let node = ProgramRun.path(of: "node") ?? ProgramRun.path(of: "nodejs")

  /// The module, linked when it is first asked for, once for all tests.
  static let linked = Result { try link() }

  private static func link() throws -> WebAssemblyModule {
    let result = try ProgramRun(
      [Checkout.root.appending(path: ".ci/link").path], in: Checkout.root)
    guard result.status == 0, let path = result.output.split(separator: "\n").last else {
      throw Failure(description: result.output)
    }
    return WebAssemblyModule(path: String(path))
  }

  /// Runs a session in Node.js and gives what it answers to each request.
  /// - Parameter yaml: what the page's YAML reader answers to each text.
  func answers(to requests: [String], yaml: [String: String], with node: String) throws
    -> [String]
  {
    struct Input: Encodable {
      var requests: [String]
      var yaml: [String: String]
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try JSONEncoder().encode(Input(requests: requests, yaml: yaml)).write(to: file)
    let script = Checkout.root.appending(path: "Tests/DeterminismTests/run-session.mjs")
    let result = try ProgramRun([node, script.path, path, file.path], in: Checkout.root)
    guard result.status == 0 else { throw Failure(description: result.output) }
    return result.output.split(separator: "\n").map(String.init)
  }
}
