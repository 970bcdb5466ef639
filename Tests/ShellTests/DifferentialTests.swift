import Foundation
import Testing

@testable import Shell

/// The same scripts in the simulated bash and in the real one, where there is one.
@Suite struct DifferentialTests {
  static let hasBash = FileManager.default.isExecutableFile(atPath: "/bin/bash")

  @Test(.enabled(if: hasBash), arguments: DifferentialScripts.all)
  func printsWhatBashPrints(_ script: String) throws {
    let real = try DifferentialTests.runReal(script)
    let own = ScriptRun().bash(script)
    #expect(own.output == real.output, "output of: \(script)\nmessages: \(own.errors)")
    #expect(own.status == real.status, "status of: \(script)\nmessages: \(own.errors)")
    #expect(own.errors == real.errors, "messages of: \(script)")
  }

  static func runReal(_ script: String) throws -> ScriptRun.Result {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "shell-\(UUID().uuidString)")
    let folder = scratch.appending(path: "home/learner")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Foundation.Process()
    process.executableURL = URL(filePath: "/bin/bash")
    // The name is given so that messages begin alike.
    process.arguments = ["-c", script, "bash"]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/home/learner", "USER": "learner",
      // The plain locale, except where letters beyond ASCII are counted.
      "LC_ALL": script.utf8.allSatisfy { $0 < 128 } ? "C" : "C.UTF-8",
    ]
    let output = Foundation.Pipe()
    let errors = folder.appending(path: ".errors")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let messages = (try? Data(contentsOf: errors)) ?? Data()
    return ScriptRun.Result(
      output: String(decoding: data, as: UTF8.self),
      errors: String(decoding: messages, as: UTF8.self),
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus)
  }
}
