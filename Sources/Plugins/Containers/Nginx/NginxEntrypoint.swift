import OrderedCollections
import Shell
import Simulation

/// `docker-entrypoint.sh` of the image: runs what is in its folder of scripts, which takes a moment,
/// then becomes what its arguments say.
final class NginxEntrypoint: Program {
  /// How long the scripts take: nobody listens until they are done.
  static let duration = VirtualDuration.milliseconds(100)

  static let folder = "/docker-entrypoint.d"
  /// How many processes it begins for itself while it looks through the folder.
  private static let ownProcesses: Int32 = 8

  /// A file in the folder, or below it.
  private struct Script {
    var path: String
    var isExecutable: Bool
    /// Which of the image's own files it is.
    var own: NginxScript?
  }

  private unowned(unsafe) var process: Process!
  /// Those that are not run yet, the next one last.
  private var scripts: [Script] = []
  /// What is handed to scripts: those that are sourced may change it for those after them.
  private var environment: OrderedDictionary<String, String> = [:]
  private var isQuiet = false
  /// What it has to say before the next thing happens.
  private var lines = ""

  func start(_ process: Process) {
    self.process = process
    let command = process.arguments.count > 1 ? process.arguments[1] : ""
    guard command == "nginx" || command == "nginx-debug" else { return become() }
    environment = process.environment
    lines.reserveCapacity(1024)
    isQuiet = environment["NGINX_ENTRYPOINT_QUIET_LOGS"]?.isEmpty == false
    let entries = entries(of: NginxEntrypoint.folder)
    // A link to a file does not count.
    let holdsFile = entries.contains { entry in
      if case .file = entry.node { return true }
      return false
    }
    guard holdsFile else {
      note("No files found in /docker-entrypoint.d/, skipping configuration")
      return become()
    }
    note("/docker-entrypoint.d/ is not empty, will attempt to perform configuration")
    note("Looking for shell scripts in /docker-entrypoint.d/")
    process.space.skipNumbers(NginxEntrypoint.ownProcesses)
    collect(entries, of: NginxEntrypoint.folder, within: [])
    scripts.sort { VersionOrder.compare($1.path, $0.path) < 0 }
    next()
  }

  private func note(_ text: String) { if !isQuiet { lines += "/docker-entrypoint.sh: \(text)\n" } }

  private func tell() {
    process.write(lines)
    lines = ""
  }

  private func become() {
    tell()
    EntrypointProgram().start(process)
  }

  // MARK: Looking for scripts

  private func entries(of folder: String) -> [(name: String, node: FileNode)] {
    do throws(FileError) { return try process.fileSystem.entries(of: folder) } catch { return [] }
  }

  private func absolute(_ path: String) -> String? {
    do throws(FileError) { return try process.fileSystem.absolute(path) } catch { return nil }
  }

  private func target(of path: String) -> FileNode? {
    do throws(FileError) { return try process.fileSystem.node(path) } catch { return nil }
  }

  /// Finds the files among what is in a folder, and below it. Links are followed, except to a
  /// folder that they come from.
  private func collect(
    _ entries: [(name: String, node: FileNode)], of folder: String, within outer: [String]
  ) {
    for entry in entries where process.world.exceeded == nil {
      let path = folder + "/" + entry.name
      var node: FileNode? = entry.node
      if case .link = entry.node { node = target(of: path) }
      switch node {
      case .file(let file):
        let own = file.program.flatMap { NginxScript(rawValue: $0) }
        if own == nil { process.world.spend(World.fileCost) }
        scripts.append(Script(path: path, isExecutable: file.isExecutable, own: own))
      case .directory:
        guard let here = absolute(folder), let inner = absolute(path) else { continue }
        let outer = outer + [here]
        if !outer.contains(inner) {
          collect(self.entries(of: path), of: path, within: outer)
        }
      case .link, nil: break
      }
    }
  }

  // MARK: Running scripts

  private func next() {
    while let script = scripts.popLast() {
      let path = script.path
      let isSourced = path.hasSuffix(".envsh")
      guard isSourced || path.hasSuffix(".sh") else {
        note("Ignoring \(path)")
        continue
      }
      guard script.isExecutable else {
        note("Ignoring \(path), not executable")
        continue
      }
      note((isSourced ? "Sourcing " : "Launching ") + path)
      if let own = script.own {
        let work = own.run(in: process, &environment)
        if !isQuiet { lines += work.notes }
        process.space.skipNumbers(work.processes)
        guard let complaint = work.complaint else { continue }
        tell()
        process.writeError(complaint)
      } else if isSourced {
        return source(path)
      } else {
        return launch([path], process.output)
      }
    }
    tell()
    process.schedule(after: NginxEntrypoint.duration) { [self] in
      note("Configuration complete; ready for start up")
      become()
    }
  }

  /// Runs a script, and goes on when it has ended well.
  private func launch(
    _ words: [String], _ output: any OutputSink, _ completion: @escaping () -> Void = {}
  ) {
    tell()
    do throws(SpawnError) {
      let child = try process.space.spawn(
        Launch(
          arguments: words, environment: environment,
          workingDirectory: process.workingDirectory, parent: process,
          input: TextSource(world: process.world), output: output,
          errorOutput: process.errorOutput))
      child.whenExited { [self] child in
        guard process.isRunning else { return }
        completion()
        // It ends with the first script that fails.
        if let status = child.exitStatus, status != 0 { return process.exit(status) }
        next()
      }
    } catch {
      process.writeError("/docker-entrypoint.sh: \(words[0]): not found\n")
      process.exit(127)
    }
  }

  /// What stands between what a sourced script says and the variables that it leaves.
  private static let mark = "\n\u{1}\n"

  /// Lets a shell read a script, and takes over the variables that it exports.
  private func source(_ path: String) {
    let output = TextSink(world: process.world)
    let words = ["/bin/sh", "-c", "set -e; . \"$0\"; printf '\\n\\001\\n'; env", path]
    launch(words, output) { [self] in
      let text = output.take()
      guard let place = text.place(of: NginxEntrypoint.mark) else {
        // It ended the shell that it is a part of: no more scripts are run.
        process.write(text)
        scripts = []
        return
      }
      process.write(String(text[..<place.lowerBound]))
      environment = [:]
      var last = ""
      for line in text[place.upperBound...].split(
        separator: "\n", omittingEmptySubsequences: true)
      {
        if let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) {
          last = String(line[..<equals])
          environment[last] = String(line[line.utf8.index(after: equals)...])
        } else {
          // A value of several lines goes on.
          environment[last]? += "\n" + line
        }
      }
    }
  }
}
