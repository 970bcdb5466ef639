import Shell
import Simulation

/// `docker-entrypoint.sh` of the image: looks through its folder of scripts, which takes a moment,
/// then becomes what its arguments say.
final class NginxEntrypoint: Program {
  /// How long the scripts take: nobody listens until they are done.
  static let duration = VirtualDuration.milliseconds(100)

  private static let server = "/etc/nginx/conf.d/default.conf"

  func start(_ process: Process) {
    let words = Array(process.arguments.dropFirst())
    guard words.first == "nginx" else { return EntrypointProgram().start(process) }
    note(
      process, "/docker-entrypoint.d/ is not empty, will attempt to perform configuration",
      "Looking for shell scripts in /docker-entrypoint.d/",
      "Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh")
    for line in listenOnIPv6(process) {
      process.write("10-listen-on-ipv6-by-default.sh: info: \(line)\n")
    }
    note(
      process, "Sourcing /docker-entrypoint.d/15-local-resolvers.envsh",
      "Launching /docker-entrypoint.d/20-envsubst-on-templates.sh",
      "Launching /docker-entrypoint.d/30-tune-worker-processes.sh")
    process.schedule(after: NginxEntrypoint.duration) { [self] in
      note(process, "Configuration complete; ready for start up")
      EntrypointProgram().start(process)
    }
  }

  private func note(_ process: Process, _ lines: String...) {
    process.write(lines.map { "/docker-entrypoint.sh: \($0)\n" }.joined())
  }

  /// Lets the packaged server listen at IPv6 addresses, too; returns what the script says.
  private func listenOnIPv6(_ process: Process) -> [String] {
    let path = NginxEntrypoint.server
    let text: String
    do throws(FileError) {
      text = try process.fileSystem.read(path)
    } catch {
      return ["\(path) is not a file or does not exist"]
    }
    let check = "Getting the checksum of \(path)"
    guard text == NginxFiles.defaultServer else {
      return text.includes("listen  [::]:80;")
        ? ["IPv6 listen already enabled"] : [check, "\(path) differs from the packaged version"]
    }
    do throws(FileError) {
      try process.fileSystem.write(
        NginxFiles.serverWithIPv6, to: path, now: process.world.now)
    } catch {
      return ["can not modify \(path) (read-only file system?)"]
    }
    return [check, "Enabled listen on IPv6 in \(path)"]
  }
}
