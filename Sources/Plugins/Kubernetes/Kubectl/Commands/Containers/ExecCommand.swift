import KubernetesAPI
import Simulation
import Values

extension Flag {
  static let quiet = Flag(
    "quiet", "q", .bool(false), "Only print output from the remote session")
  static let podRunningTimeout = Flag(
    "pod-running-timeout", "", .duration("1m0s"), "The length of time to wait for a pod.")
}

extension Command {
  static let exec = Command(
    "exec", "Execute a command in a container",
    arguments: "(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
    flags: [
      .container, .standardInput, .terminal, .quiet, .podRunningTimeout, .filename,
    ]
  ) { (invocation) throws(CommandError) in
    let arguments = invocation.arguments
    guard let first = arguments.first, invocation.line.argumentsBeforeDash != 0 else {
      throw .text("pod, type/name or --filename must be specified")
    }
    guard let dash = invocation.line.argumentsBeforeDash else {
      if arguments.count > 1 {
        throw invocation.usageError(
          "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead")
      }
      throw .text("you must specify at least one command for the container")
    }
    if dash > 1 {
      throw invocation.usageError(
        "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead")
    }
    let command = Array(arguments[dash...])
    if command.isEmpty {
      throw .text("you must specify at least one command for the container")
    }
    let target = try invocation.podTarget(first)
    guard let pod = try invocation.pods(behind: target).first else {
      throw .text("no pods found for \(target.messageName)")
    }
    let phase = pod.text("status", "phase")
    if phase == "Succeeded" || phase == "Failed" {
      throw .text("cannot exec into a container in a completed pod; current phase is \(phase)")
    }
    let name = try invocation.containerName(in: pod)
    if invocation.options.isSet(.terminal), invocation.process.input is Pipe {
      invocation.printError(
        "Unable to use a TTY - input is not a terminal or the right kind of file")
    }
    if pod.text("spec", "nodeName").isEmpty {
      throw .status(
        APIError(.badRequest, "pod \(pod.name) does not have a host assigned"))
    }
    try RemoteCommand(invocation, command, container: name, pod: pod).start()
  }
}

/// A command in a container, joined to the streams of kubectl.
final class RemoteCommand {
  private let invocation: Invocation
  private let command: [String]
  private let name: String
  private let pod: JSON

  init(_ invocation: Invocation, _ command: [String], container name: String, pod: JSON) {
    self.invocation = invocation
    self.command = command
    self.name = name
    self.pod = pod
  }

  func start() throws(CommandError) {
    switch try invocation.container(name, of: pod) {
    case .notCreated: throw notFound
    case .unreachable(_, let address):
      // The server gives up after the node has not answered for three seconds.
      let error = invocation.unreachable(address)
      invocation.process.schedule(after: .seconds(3)) { [invocation] in invocation.fail(error) }
    case .container(let container): try run(in: container)
    }
  }

  private var notFound: CommandError {
    .text("unable to upgrade connection: container not found (\(quoted(name)))")
  }

  private func run(in container: Simulation.Container) throws(CommandError) {
    let process = invocation.process
    let output = ForwardingSink(process)
    let errors = ForwardingSink(process, isError: !invocation.options.isSet(.terminal))
    let takesInput = invocation.options.isSet(.standardInput)
    let input: any InputSource = takesInput ? process.input : TextSource(world: process.world)
    let remote: Process
    do throws(SpawnError) {
      guard
        let started = try container.execute(
          command, input: input, output: output, errorOutput: errors)
      else { throw SpawnError.notFound }
      remote = started
    } catch {
      if !container.isRunning { throw notFound }
      throw cannotStart(error)
    }
    remote.whenExited { [invocation] remote in
      guard invocation.isRunning else { return }
      let status = remote.exitStatus ?? 0
      if status != 0 {
        invocation.printError("command terminated with exit code \(status)")
      }
      invocation.exit(status)
    }
    noticeLoss(of: remote)
  }

  /// A node that loses its power says nothing; the connection breaks a while later.
  private func noticeLoss(of remote: Process) {
    invocation.process.schedule(after: .seconds(30)) { [self] in
      if remote.isGone {
        invocation.fail(
          .text(
            "error reading from error stream: next reader: websocket: close 1006 (abnormal"
              + " closure): unexpected EOF"))
      } else if remote.isRunning {
        noticeLoss(of: remote)
      }
    }
  }

  private func cannotStart(_ error: SpawnError) -> CommandError {
    let program = command.first ?? ""
    let reason: String
    switch error {
    case .notFound:
      reason =
        program.contains("/")
        ? "stat \(program): no such file or directory" : "executable file not found in $PATH"
    case .permissionDenied: reason = "permission denied"
    case .isADirectory: reason = "is a directory"
    case .tooManyInterpreters: reason = "too many levels of symbolic links"
    case .argumentsTooLong: reason = "argument list too long"
    }
    let world = invocation.process.world
    let identity = "\(pod.uid)/\(name)"
    let id = world.random.characters(
      64, of: "0123456789abcdef", "exec", identity, UInt64(bitPattern: world.now.milliseconds))
    return .text(
      "Internal error occurred: error executing command in container: failed to exec in"
        + " container: failed to start exec \(quoted(id)): OCI runtime exec failed: exec failed:"
        + " unable to start container process: exec: \(quoted(program)): \(reason): unknown")
  }
}
