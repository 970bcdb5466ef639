public import OrderedCollections

/// Why a command could not be started, as `execve` says it.
public enum SpawnError: Error, Hashable, Sendable {
  /// No such command on the path, or no such file. A shell exits with 127.
  case notFound
  /// A file that is not executable, or a directory. A shell exits with 126.
  case permissionDenied
  case isADirectory
  /// Scripts that name each other as their interpreters.
  case tooManyInterpreters
  /// An argument or variable of 128 KiB or more, or 2 MiB of them, as on Linux.
  case argumentsTooLong
}

/// What a new process is given.
public struct Launch {
  /// The command line; the first argument is looked for as a file.
  public var arguments: [String]
  /// All its variables: nothing is inherited besides.
  public var environment: OrderedDictionary<String, String>
  /// An absolute path. Whether it exists is not checked.
  public var workingDirectory: String
  /// The process that starts it, if one does.
  public var parent: Process?
  /// Its standard input.
  public var input: any InputSource
  /// Its standard output.
  public var output: any OutputSink
  /// Its standard error; may be the same as `output`.
  public var errorOutput: any OutputSink
  /// What the process is traced back to; nil for what happens when it starts.
  public var cause: TraceNumber?

  /// What has no stream of its own must be given one: ``NullSink``, or an empty ``TextSource``.
  public init(
    arguments: [String], environment: OrderedDictionary<String, String> = [:],
    workingDirectory: String = "/", parent: Process? = nil, input: any InputSource,
    output: any OutputSink, errorOutput: any OutputSink
  ) {
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.parent = parent
    self.input = input
    self.output = output
    self.errorOutput = errorOutput
  }
}

extension ProcessSpace {
  /// The path of a command: itself if it holds a slash, else the first match on `PATH`.
  public func findExecutable(
    _ name: String, environment: OrderedDictionary<String, String>, workingDirectory: String
  ) throws(SpawnError) -> String {
    if name.utf8.contains(UInt8(ascii: "/")) { return name }
    let path = environment["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    for folder in path.utf8.split(separator: UInt8(ascii: ":")) {
      let candidate = String(Substring(folder)) + "/" + name
      do throws(FileError) {
        if case .file(let file) = try fileSystem.node(candidate, from: workingDirectory),
          file.isExecutable
        {
          return candidate
        }
      } catch {}
    }
    throw .notFound
  }

  /// Starts a process. The program begins later, at the same virtual time.
  public func spawn(_ launch: Launch) throws(SpawnError) -> Process {
    guard host.isUp else { throw .notFound }
    let image = try load(launch)
    var launch = launch
    launch.arguments = image.arguments
    return start(image.program, launch)
  }

  /// Starts a process that runs a given instance, as a shell forks itself: no file is needed.
  public func start(_ program: any Program, _ launch: Launch) -> Process {
    let process = Process(
      space: self, program: program, arguments: launch.arguments,
      environment: launch.environment, workingDirectory: launch.workingDirectory,
      parent: launch.parent, input: launch.input, output: launch.output,
      errorOutput: launch.errorOutput)
    world.causing(launch.cause ?? world.trace.cause) {
      _ = world.soon { process.begin(program) }
    }
    return process
  }

  /// Lets a process run another program from now on, as `exec` does: its number stays. The
  /// parent of `launch` is not looked at.
  public func replace(_ process: Process, by launch: Launch) throws(SpawnError) {
    let image = try load(launch)
    var launch = launch
    launch.arguments = image.arguments
    world.spend(World.processCost)
    process.become(image.program, launch)
    world.causing(launch.cause ?? world.trace.cause) {
      _ = world.soon { process.begin(image.program) }
    }
  }

  /// The most bytes that one argument or variable, and all of them together, may have with their
  /// final zeros.
  public static let argumentLimit = 131_072
  /// The most bytes that arguments and variables may have together: 2 MiB.
  public static let argumentsLimit = 2 << 20

  /// Whether a program can be given so much.
  private static func fits(_ launch: Launch) -> Bool {
    var total = 0
    for argument in launch.arguments {
      if argument.utf8.count >= argumentLimit { return false }
      total += argument.utf8.count + 1
    }
    for (name, value) in launch.environment {
      let length = name.utf8.count + value.utf8.count + 1
      if length >= argumentLimit { return false }
      total += length + 1
    }
    return total <= argumentsLimit
  }

  /// Finds the program of a command line, through the interpreters of scripts.
  private func load(
    _ launch: Launch
  ) throws(SpawnError) -> (program: any Program, arguments: [String]) {
    guard let name = launch.arguments.first, !name.isEmpty else { throw .notFound }
    var arguments = launch.arguments
    var path = try findExecutable(
      name, environment: launch.environment, workingDirectory: launch.workingDirectory)
    for _ in 0..<4 {
      let file = try executable(at: path, from: launch.workingDirectory)
      if let program = file.program, let instance = world.programs.make(program) {
        guard ProcessSpace.fits(launch) else { throw .argumentsTooLong }
        return (instance, arguments)
      }
      // A script: `#!/bin/sh -e` names its interpreter; without that line it is for the shell.
      var interpreter = ["/bin/sh"]
      let firstLine = file.contents.prefix { $0 != "\n" }
      if firstLine.hasPrefix("#!") {
        interpreter = firstLine.dropFirst(2).split(separator: " ", maxSplits: 1).map(String.init)
      }
      guard let newPath = interpreter.first else { throw .permissionDenied }
      arguments = interpreter + [path] + arguments.dropFirst()
      path = newPath
    }
    throw .tooManyInterpreters
  }

  private func executable(at path: String, from folder: String) throws(SpawnError) -> File {
    let node: FileNode
    do throws(FileError) {
      node = try fileSystem.node(path, from: folder)
    } catch {
      throw error == .permissionDenied ? .permissionDenied : .notFound
    }
    switch node {
    case .file(let file):
      if !file.isExecutable { throw .permissionDenied }
      return file
    case .directory: throw .isADirectory
    case .link: throw .notFound
    }
  }
}
