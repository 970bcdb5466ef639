import GoWriting
import KubernetesAPI
import Simulation
import Values

/// The streams of a container's main process, joined to those of kubectl.
final class Attachment {
  private let invocation: Invocation
  private let container: Simulation.Container
  private let name: String
  private let pod: JSON
  private var seen = 0

  init(_ invocation: Invocation, _ container: Simulation.Container, name: String, pod: JSON) {
    self.invocation = invocation
    self.container = container
    self.name = name
    self.pod = pod
  }

  /// - Parameters:
  ///   - forwardsInput: whether the standard input of kubectl goes to the process.
  ///   - fromStart: whether what was written before is shown, too.
  func start(forwardsInput: Bool, fromStart: Bool) throws(CommandError) {
    if !invocation.options.isSet(.quiet) {
      invocation.printError("If you don't see a command prompt, try pressing enter.")
    }
    seen = fromStart ? 0 : container.log.count
    printNew()
    container.log.follow { [self] in if invocation.isRunning { printNew() } }
    if forwardsInput, container.input != nil { forward() }
  }

  /// Shows the lines that were written since.
  func printNew() {
    for line in container.log.lines(after: seen) { invocation.show(line.text) }
    seen = container.log.count
  }

  private func forward() {
    guard invocation.isRunning, let pipe = container.input else { return }
    let source = invocation.process.input
    let text = source.take()
    if !text.isEmpty { _ = pipe.write(text) }
    if source.isAtEnd {
      let spec = pod.items("spec", "containers").first { $0.text("name") == name }
      if spec?["stdinOnce"]?.bool == true { container.closeInput() }
      return
    }
    source.whenReadable { [self] in forward() }
  }
}

extension Command {
  static let attach = Command(
    "attach", "Attach to a running container",
    arguments: "(POD | TYPE/NAME) -c CONTAINER",
    flags: [
      .container, .standardInput, .terminal, .quiet, .podRunningTimeout,
    ]
  ) { (invocation) throws(CommandError) in
    let arguments = invocation.arguments
    guard let first = arguments.first else {
      throw .text("at least 1 argument is required for attach")
    }
    if arguments.count > 2 {
      throw .text(
        "expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw \(arguments.count): "
          + GoText.plain(.array(arguments.map { .string($0) })))
    }
    let target = try invocation.podTarget(
      arguments.count == 2 ? "\(first)/\(arguments[1])" : first)
    guard let pod = try invocation.pods(behind: target).first else {
      throw .text("no pods found for \(target.messageName)")
    }
    let phase = pod.text("status", "phase")
    if phase == "Succeeded" || phase == "Failed" {
      throw .text("cannot attach a container in a completed pod; current phase is \(phase)")
    }
    let name = try invocation.containerName(in: pod)
    let spec = pod.items("spec", "containers").first { $0.text("name") == name } ?? .null
    if invocation.options.isSet(.terminal), spec["tty"]?.bool != true {
      invocation.printError(
        "error: Unable to use a TTY - container \(name) did not allocate one")
    }
    switch try invocation.container(name, of: pod) {
    case .notCreated:
      throw .text(
        "unable to upgrade connection: container \(name) not found in pod "
          + "\(pod.name)_\(pod.namespace)")
    case .unreachable(_, let address): throw invocation.unreachable(address)
    case .container(let container):
      guard container.isRunning else {
        throw .text(
          "unable to upgrade connection: container \(name) not found in pod "
            + "\(pod.name)_\(pod.namespace)")
      }
      try Attachment(invocation, container, name: name, pod: pod).start(
        forwardsInput: invocation.options.isSet(.standardInput), fromStart: false)
      var request = APIRequest(.watch, .pods, namespace: pod.namespace)
      request.name = pod.name
      _ = try invocation.watch(request) { message in
        if message.change == .deleted || !container.isRunning { invocation.finish() }
      }
    }
  }
}
