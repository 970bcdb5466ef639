import Foundation

/// Another program, run to its end.
struct ToolRun {
  var status: Int32
  var output: Data
  var errors: String

  init(
    _ path: String, _ arguments: [String], in folder: URL, variables: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    process.standardInput = FileHandle.nullDevice
    // The streams go through files: a full pipe would stop a child that nobody reads yet.
    let files = (0..<2).map { _ in
      FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    let handles = try files.map { file in
      FileManager.default.createFile(atPath: file.path, contents: nil)
      return try FileHandle(forWritingTo: file)
    }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    try process.run()
    process.waitUntilExit()
    for handle in handles { try handle.close() }
    status = process.terminationStatus
    output = try Data(contentsOf: files[0])
    errors = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
  }
}
