import Foundation

/// What a command line runs in: where it stands, what it sees, where it writes.
///
/// A test gives surroundings of its own and so needs no process, folder or terminal.
public struct Surroundings: Sendable {
  /// The absolute path that relative paths start from.
  public var workingDirectory: String
  /// What a person here types to run a command: `statebook`, `swift run book`.
  public var program: String
  /// The environment variables.
  public var variables: [String: String]
  /// Whether a person reads the output on a terminal.
  public var isTerminal: Bool
  /// Writes to the standard output.
  public var write: @Sendable (String) -> Void
  /// Writes to the standard error output.
  public var writeError: @Sendable (String) -> Void
  /// Reads a line that a person types; nil at the end of the input.
  public var readAnswer: @Sendable () -> String?
  /// Returns when the person wants a command to end that ends only then.
  public var waitForInterrupt: @Sendable () async -> Void

  /// Surroundings of a test: no terminal, nobody who types, and an interrupt at once unless given.
  public init(
    workingDirectory: String, program: String = "statebook", variables: [String: String] = [:],
    isTerminal: Bool = false,
    write: @escaping @Sendable (String) -> Void,
    writeError: @escaping @Sendable (String) -> Void,
    readAnswer: @escaping @Sendable () -> String? = { nil },
    waitForInterrupt: @escaping @Sendable () async -> Void = {}
  ) {
    self.workingDirectory = workingDirectory
    self.program = program
    self.variables = variables
    self.isTerminal = isTerminal
    self.write = write
    self.writeError = writeError
    self.readAnswer = readAnswer
    self.waitForInterrupt = waitForInterrupt
  }

  /// Those of this process.
  public static var process: Surroundings {
    let folder = FileManager.default.currentDirectoryPath
    return Surroundings(
      workingDirectory: folder,
      program: program(calledAs: CommandLine.arguments.first ?? "statebook", in: folder),
      variables: ProcessInfo.processInfo.environment,
      isTerminal: isatty(STDOUT_FILENO) == 1,
      write: { try? FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) },
      writeError: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) },
      readAnswer: { readLine() },
      waitForInterrupt: { await Interrupts.next() })
  }

  /// What to type for a program that was called by a path or a name.
  ///
  /// `swift run` calls a program by its whole path in the folder `.build` of its package.
  static func program(calledAs name: String, in folder: String) -> String {
    guard name.hasPrefix("/") else { return name }
    let parts = name.split(separator: "/")
    guard let build = parts.lastIndex(of: ".build"), let program = parts.last else { return name }
    let package = "/" + parts[..<build].joined(separator: "/")
    return folder == package || folder.hasPrefix(package + "/") ? "swift run \(program)" : name
  }

  /// Whether to colour: on a terminal, unless `NO_COLOR` says no (no-color.org).
  var usesColour: Bool {
    isTerminal && (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
  }

  /// Whether this runs in continuous integration, where nothing may be accepted unseen.
  var isContinuousIntegration: Bool {
    let value = (variables["CI"] ?? "").lowercased()
    return !value.isEmpty && value != "false" && value != "0"
  }

  /// An absolute path for one that may start at the working directory.
  func absolute(_ path: String) -> String {
    URL(filePath: path, relativeTo: URL(filePath: workingDirectory, directoryHint: .isDirectory))
      .standardizedFileURL.path
  }

  /// A path as a person here would write it: from the working directory on if it lies below.
  func shown(_ path: String) -> String {
    let folder = workingDirectory.hasSuffix("/") ? workingDirectory : workingDirectory + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }
}
