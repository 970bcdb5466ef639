import KubernetesAPI
import Simulation
import Values

extension Flag {
  static let follow = Flag(
    "follow", "f", .bool(false), "Specify if the logs should be streamed.")
  static let previous = Flag(
    "previous", "p", .bool(false), "If true, print the logs for the previous instance.")
  static let timestamps = Flag(
    "timestamps", "", .bool(false), "Include timestamps on each line in the log output")
  static let tail = Flag("tail", "", .number(-1), "Lines of recent log file to display.")
  static let since = Flag(
    "since", "", .duration("0s"), "Only return logs newer than a relative duration.")
  static let sinceTime = Flag(
    "since-time", "", .text(""), "Only return logs after a specific date (RFC3339).")
  static let allContainers = Flag(
    "all-containers", "", .bool(false), "Get all containers' logs in the pod(s).")
  static let allPods = Flag("all-pods", "", .bool(false), "Get logs from all pod(s).")
  static let prefix = Flag(
    "prefix", "", .bool(false), "Prefix each log line with the log source.")
  static let maxLogRequests = Flag(
    "max-log-requests", "", .number(5), "Maximum number of concurrent logs to follow.")
  static let ignoreErrors = Flag(
    "ignore-errors", "", .bool(false), "If following logs, allow for errors to be non-fatal.")
}

extension Command {
  static let logs = Command(
    "logs", aliases: ["log"], "Print the logs for a container in a pod",
    arguments: "[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]",
    flags: [
      .container, .follow, .previous, .timestamps, .tail, .since, .sinceTime, .allContainers,
      .allPods, .prefix, .selector, .maxLogRequests, .ignoreErrors, .podRunningTimeout,
      .unsupported("limit-bytes", "", .number(0)),
      .unsupported("insecure-skip-tls-verify-backend", "", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    try LogReading(invocation).start()
  }
}

/// One run of `kubectl logs`.
final class LogReading {
  private let invocation: Invocation
  private var streams: [LogStream] = []

  init(_ invocation: Invocation) { self.invocation = invocation }

  func start() throws(CommandError) {
    let options = invocation.options
    let labels = options.text(.selector)
    let arguments = invocation.arguments
    if arguments.isEmpty, labels.isEmpty {
      throw invocation.usageError(
        "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a"
          + " required argument for the logs command")
    }
    if arguments.count == 1, !labels.isEmpty {
      throw invocation.usageError("only a selector (-l) or a POD name is allowed")
    }
    if options.has(.since), options.has(.sinceTime) {
      throw .text("at most one of `sinceTime` or `sinceSeconds` may be specified")
    }
    if options.isSet(.allContainers), !options.text(.container).isEmpty {
      throw .text(
        "--all-containers=true should not be specified with container name"
          + " \(options.text(.container))")
    }
    if arguments.count > 2 || (!arguments.isEmpty && !labels.isEmpty) {
      throw invocation.usageError(
        "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a"
          + " required argument for the logs command")
    }
    let pods = try pods(arguments.first, labels)
    for pod in pods {
      if options.isSet(.allContainers) {
        let spec = pod["spec"] ?? .null
        for container in spec.items("initContainers") + spec.items("containers") {
          try add(pod, container.text("name"))
        }
      } else if arguments.count == 2 {
        try add(pod, arguments[1])
      } else {
        try add(pod, try containerName(in: pod))
      }
    }
    let limit = options.number(.maxLogRequests)
    if options.isSet(.follow), Int64(streams.count) > limit {
      throw .text(
        "you are attempting to follow \(streams.count) log streams, but maximum allowed"
          + " concurrency is \(limit), use --max-log-requests to increase the limit")
    }
    for stream in streams where invocation.isRunning { stream.printPresent() }
    if options.isSet(.follow) {
      for stream in streams { try stream.follow { [self] in finishWhenAllEnded() } }
      finishWhenAllEnded()
    } else {
      invocation.finish()
    }
  }

  private func finishWhenAllEnded() {
    if streams.allSatisfy({ $0.hasEnded }) { invocation.finish() }
  }

  private func containerName(in pod: JSON) throws(CommandError) -> String {
    do throws(CommandError) {
      return try invocation.containerName(in: pod)
    } catch {
      throw .text(
        "container \(invocation.options.text(.container)) is not valid for pod \(pod.name)")
    }
  }

  private func pods(_ argument: String?, _ labels: String) throws(CommandError) -> [JSON] {
    guard let argument else {
      let pods = try invocation.list(.pods, labels: labels)
      if pods.isEmpty {
        invocation.printError("No resources found in \(invocation.namespace) namespace.")
      }
      return pods
    }
    let target: Target
    do throws(CommandError) {
      target = try invocation.podTarget(argument)
    } catch {
      // This command alone tells it in these words.
      if error.isNotFound {
        throw .text(
          "error from server (NotFound): \(error.message) in namespace"
            + " \(quoted(invocation.namespace))")
      }
      throw error
    }
    let pods = try invocation.pods(behind: target)
    if target.type == .pods || invocation.options.isSet(.allPods) { return pods }
    guard let first = pods.first else {
      throw .text("timed out waiting for the condition")
    }
    if pods.count > 1 {
      invocation.printError("Found \(pods.count) pods, using pod/\(first.name)")
    }
    return [first]
  }

  private func add(_ pod: JSON, _ name: String) throws(CommandError) {
    let previous = invocation.options.isSet(.previous)
    if pod.text("spec", "nodeName").isEmpty {
      throw .status(
        APIError(.badRequest, "pod \(pod.name) does not have a host assigned"))
    }
    switch try invocation.container(name, of: pod, previous: previous) {
    case .container(let container):
      streams.append(LogStream(invocation, container, name: name, pod: pod))
    case .unreachable(_, let address): throw invocation.unreachable(address)
    case .notCreated:
      if previous {
        throw .status(
          APIError(
            .badRequest,
            "previous terminated container \(quoted(name)) in pod \(quoted(pod.name)) not found"))
      }
      throw .status(
        APIError(
          .badRequest,
          "container \(quoted(name)) in pod \(quoted(pod.name)) is \(waiting(pod, name))"))
    }
  }

  private func waiting(_ pod: JSON, _ name: String) -> String {
    let statuses =
      pod.items("status", "containerStatuses") + pod.items("status", "initContainerStatuses")
    let status = statuses.first { $0.text("name") == name }
    let reason = status?.text("state", "waiting", "reason") ?? ""
    switch reason {
    case "ErrImagePull", "ImagePullBackOff":
      return "waiting to start: trying and failing to pull image"
    case "": return "waiting to start: ContainerCreating"
    default: return "waiting to start: \(reason)"
    }
  }
}
