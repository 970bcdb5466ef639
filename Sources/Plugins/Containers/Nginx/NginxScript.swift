import OrderedCollections
import Simulation

/// The scripts that the image brings for its entrypoint, by the programs that their files run.
enum NginxScript: String, CaseIterable {
  case listenOnIPv6 = "nginx-listen-on-ipv6"
  case localResolvers = "nginx-local-resolvers"
  case templates = "nginx-envsubst-on-templates"
  case tuneWorkers = "nginx-tune-worker-processes"

  /// What a script has done.
  struct Work {
    /// Lines that it says unless it is told to be quiet.
    var notes = ""
    /// What it says in any case, to the standard error.
    var complaint: String?
    /// How many processes there were, itself and those that it has begun, which are all over.
    var processes: Int32 = 0
  }

  /// Its file in the image's folder.
  var fileName: String {
    switch self {
    case .listenOnIPv6: "10-listen-on-ipv6-by-default.sh"
    case .localResolvers: "15-local-resolvers.envsh"
    case .templates: "20-envsubst-on-templates.sh"
    case .tuneWorkers: "30-tune-worker-processes.sh"
    }
  }

  /// Does its work in a container; the variables are those that it is given and may change.
  func run(in process: Process, _ environment: inout OrderedDictionary<String, String>) -> Work {
    switch self {
    case .listenOnIPv6: return listen(process)
    case .localResolvers:
      resolve(process, &environment)
      return Work()
    case .templates:
      var templates = NginxTemplates(process, environment)
      return templates.work()
    case .tuneWorkers: return tune(process, environment)
    }
  }

  // MARK: Listening

  private static let server = "/etc/nginx/conf.d/default.conf"
  private static let listenNote = "10-listen-on-ipv6-by-default.sh: info: "

  /// Lets the packaged server listen at IPv6 addresses, too.
  private func listen(_ process: Process) -> Work {
    let path = NginxScript.server
    let note = NginxScript.listenNote
    let text: String
    do throws(FileError) {
      text = try process.fileSystem.read(path)
    } catch {
      return Work(notes: note + "\(path) is not a file or does not exist\n", processes: 2)
    }
    let isPackaged = text == NginxFiles.defaultServer
    do throws(FileError) {
      // A file that it leaves as it is was touched all the same.
      try process.fileSystem.write(
        isPackaged ? NginxFiles.serverWithIPv6 : text, to: path, now: process.world.now)
    } catch {
      return Work(
        notes: note + "can not modify \(path) (read-only file system?)\n", processes: 3)
    }
    if isPackaged { return Work(notes: NginxScript.enabled, processes: 13) }
    if text.includes("listen  [::]:80;") {
      return Work(notes: note + "IPv6 listen already enabled\n", processes: 4)
    }
    return Work(
      notes: note + "Getting the checksum of \(path)\n"
        + note + "\(path) differs from the packaged version\n", processes: 12)
  }

  private static let enabled =
    listenNote + "Getting the checksum of \(server)\n"
    + listenNote + "Enabled listen on IPv6 in \(server)\n"

  // MARK: Resolvers

  /// Gives the name servers of the container to the templates.
  private func resolve(
    _ process: Process, _ environment: inout OrderedDictionary<String, String>
  ) {
    guard environment["NGINX_ENTRYPOINT_LOCAL_RESOLVERS"]?.isEmpty == false else { return }
    let servers = process.host.resolver.nameServers.map { $0.includes(":") ? "[\($0)]" : $0 }
    environment["NGINX_LOCAL_RESOLVERS"] = servers.joined(separator: " ")
  }

  // MARK: Workers

  /// Puts the number of processors in the place of the number of workers.
  private func tune(
    _ process: Process, _ environment: OrderedDictionary<String, String>
  ) -> Work {
    guard environment["NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE"]?.isEmpty == false else {
      return Work(processes: 2)
    }
    let path = "/etc/nginx/nginx.conf"
    do throws(FileError) {
      let text = try process.fileSystem.read(path)
      let date = process.world.now.calendar
      let note =
        "# Commented out by \(fileName) on \(date.weekdayName) \(date.monthName)"
        + " \(date.day < 10 ? " " : "")\(date.day) \(date.clock) UTC \(date.year)\n"
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        guard line.hasPrefix("worker_processes") else { return String(line) }
        return note + "#\(line)\nworker_processes \(process.host.hardware.processors);"
      }
      try process.fileSystem.write(
        lines.joined(separator: "\n"), to: path, now: process.world.now)
      try process.fileSystem.write(text, to: path + ".bak", now: process.world.now)
      return Work(processes: 20)
    } catch {
      return Work(
        complaint: "\(fileName): error: can not modify \(path) (read-only file system?)\n",
        processes: 3)
    }
  }
}

/// One of the image's scripts, run by itself.
final class NginxScriptProgram: Program {
  private let script: NginxScript

  init(_ script: NginxScript) { self.script = script }

  func start(_ process: Process) {
    var environment = process.environment
    let work = script.run(in: process, &environment)
    if environment["NGINX_ENTRYPOINT_QUIET_LOGS"]?.isEmpty != false { process.write(work.notes) }
    if let complaint = work.complaint { process.writeError(complaint) }
    process.exit(0)
  }
}
