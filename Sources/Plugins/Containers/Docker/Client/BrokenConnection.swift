import Simulation

/// Why the client's way to an engine on another host is closed: the `ssh` that it runs has ended.
struct BrokenConnection {
  var host: String
  /// What `ssh` wrote to its standard error.
  var reason: String

  private var text: String {
    "command [ssh -o ConnectTimeout=\(DockerProgram.connectTimeout) -T -- \(host) docker system"
      + " dial-stdio] has exited with exit status 255, make sure the URL is valid, and Docker 18.09"
      + " or later is installed on the remote host: stderr=" + reason
  }

  /// What a client says that was in the middle of an answer.
  var midstream: ClientError { ClientError(text) }

  /// What a client says that asked for something.
  func error(in command: DockerCommand, _ line: CommandLine) -> ClientError {
    let requests = EngineRequest.first(of: command, line)
    let message = requests.map { "error during connect: \($0.text): \(text)" }
      .joined(separator: "\n")
    switch command.path {
    case ["run"]:
      return ClientError(
        "docker: \(message)\n\nRun 'docker run --help' for more information", status: 125)
    case ["start"] where !line.isSet("attach") && !line.isSet("interactive"):
      return ClientError(
        message + "\nfailed to start containers: " + line.arguments.joined(separator: ", "))
    default: return ClientError(message)
    }
  }
}

extension DockerCall {
  /// What the client says when its way to the engine is closed.
  func noConnection(_ reason: String) -> ClientError {
    let connection = BrokenConnection(host: engine.host.name, reason: reason)
    if isStreaming { return connection.midstream }
    if command.path.last == "inspect", !line.has("format") { show("[]") }
    return connection.error(in: command, line)
  }
}
