import Simulation

extension DockerCommand {
  static let logs = DockerCommand(
    path: ["logs"], aliases: [["container", "logs"]], usage: "[OPTIONS] CONTAINER",
    summary: "Fetch the logs of a container",
    flags: [
      .flag("follow", "f"), .flag("timestamps", "t"), .value("tail", "n"),
      .unsupported("details", takesValue: false), .unsupported("since"), .unsupported("until"),
    ], arguments: 1...1
  ) { (call) throws(ClientError) in
    let container = try call.container(call.arguments[0])
    ContainerLogReading(call, container).start()
  }
}

/// One run of `docker logs`.
private final class ContainerLogReading {
  private let call: DockerCall
  private let container: DockerContainer
  private var seen = 0

  init(_ call: DockerCall, _ container: DockerContainer) {
    self.call = call
    self.container = container
  }

  private var log: ContainerLog { container.instance.log }

  func start() {
    seen = log.count - log.lines.count
    // Everything that is no number is `all`, as for the real one.
    if let text = call.line.text("tail"), let count = Int(bounded: text), count >= 0 {
      seen = max(seen, log.count - count)
    }
    printNew()
    guard call.line.isSet("follow"), container.isRunning || container.state == .restarting else {
      printUnfinished()
      call.finish()
      return
    }
    call.isStreaming = true
    log.follow { [self] in if call.process.isRunning { printNew() } }
    waitForEnd()
  }

  private func waitForEnd() {
    // A container that the engine starts again goes on writing into the same log.
    container.endWaiters.append { [self] _ in
      guard call.process.isRunning else { return }
      printNew()
      if container.state == .restarting {
        waitForEnd()
      } else {
        printUnfinished()
        call.finish()
      }
    }
  }

  private func printNew() {
    for line in log.lines(after: seen) { show(line, "\n") }
    seen = log.count
  }

  private func printUnfinished() {
    for line in log.unfinished { show(line, "") }
  }

  private func show(_ line: ContainerLog.Line, _ end: String) {
    var text = line.text + end
    if call.line.isSet("timestamps") {
      let fraction = (line.time.milliseconds % 1000 + 1000) % 1000
      text = "\(line.time.calendar.rfc3339.dropLast()).\(padded(fraction, 3))000000Z \(text)"
    }
    if line.isError { call.process.writeError(text) } else { call.process.write(text) }
  }
}
