import Foundation

/// Another program, run to its end.
public struct ProgramRun: Sendable {
  /// How it ended: what it said, or 128 and the number of the signal that ended it.
  public let status: Int32
  /// What it wrote: to both of its outputs, in one text, or to the standard output alone.
  public let output: String
  /// What it wrote to the standard error, where that is kept apart.
  public let errors: String

  /// Runs a program without input and waits for its end.
  /// - Parameters:
  ///   - words: the program, a path or the name of a command, and its arguments.
  ///   - folder: where it begins.
  ///   - variables: what its environment has beside that of the tests.
  ///   - separatesErrors: whether its two outputs are kept apart.
  /// - Throws: when it cannot be started or its outputs cannot be kept. A command that is not
  ///   there is no error: its status is 127.
  public init(
    _ words: [String], in folder: URL, variables: [String: String] = [:],
    separatesErrors: Bool = false
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    process.standardInput = FileHandle.nullDevice
    // The outputs go through files: a full pipe would stop a program that nobody reads yet.
    let files = (0..<(separatesErrors ? 2 : 1)).map { _ in
      FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    let handles = try files.map { file in
      try Data().write(to: file)
      return try FileHandle(forWritingTo: file)
    }
    process.standardOutput = handles[0]
    process.standardError = handles[handles.count - 1]
    try process.run()
    process.waitUntilExit()
    for handle in handles { try handle.close() }
    let isKilled = process.terminationReason == .uncaughtSignal
    status = (isKilled ? 128 : 0) + process.terminationStatus
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    output = texts[0]
    errors = separatesErrors ? texts[1] : ""
  }

  /// The path of a command, if it is installed.
  public static func path(of name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
