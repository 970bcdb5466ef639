import KubernetesAPI
import Simulation
import Values

/// Evicts pods and waits until each is gone; those that a disruption budget still needs are
/// tried again every five seconds.
final class Eviction {
  private let invocation: Invocation
  private let pods: [JSON]
  private var remaining: Int
  private let whenDone: () -> Void

  init(_ invocation: Invocation, _ pods: [JSON], whenDone: @escaping () -> Void) {
    self.invocation = invocation
    self.pods = pods
    remaining = pods.count
    self.whenDone = whenDone
  }

  func start() {
    if pods.isEmpty {
      whenDone()
      return
    }
    for pod in pods where invocation.isRunning { evict(pod) }
  }

  private func evict(_ pod: JSON) {
    let verb = invocation.options.isSet(.disableEviction) ? "deleting" : "evicting"
    invocation.printError("\(verb) pod \(pod.namespace)/\(pod.name)")
    do throws(CommandError) {
      try awaitEnd(of: pod)
      try send(pod)
    } catch {
      if error.isNotFound { return }
      if case .status(let status) = error, status.reason == .tooManyRequests {
        invocation.printError(
          "error when evicting pods/\(quoted(pod.name)) -n \(quoted(pod.namespace)) (will retry"
            + " after 5s): \(status.message)")
        invocation.process.schedule(after: .seconds(5)) { [self] in evict(pod) }
        return
      }
      invocation.fail(
        .text(
          "error when evicting pods/\(quoted(pod.name)) -n \(quoted(pod.namespace)): "
            + error.message))
    }
  }

  private func send(_ pod: JSON) throws(CommandError) {
    let grace = invocation.options.number(.gracePeriod)
    let options = DeleteOptions(gracePeriodSeconds: grace >= 0 ? grace : nil)
    if invocation.options.isSet(.disableEviction) {
      _ = try invocation.delete(.pods, namespace: pod.namespace, name: pod.name, options)
      return
    }
    var request = APIRequest(.create, .pods, namespace: pod.namespace, name: pod.name)
    request.subresource = "eviction"
    request.deleteOptions = options
    request.body = [
      "apiVersion": "policy/v1", "kind": "Eviction",
      "metadata": ["name": .string(pod.name), "namespace": .string(pod.namespace)],
    ]
    _ = try invocation.send(request)
  }

  private var watches: [String: Watch] = [:]

  private func awaitEnd(of pod: JSON) throws(CommandError) {
    if watches[pod.uid] != nil { return }
    var request = APIRequest(.watch, .pods, namespace: pod.namespace)
    request.name = pod.name
    watches[pod.uid] = try invocation.watch(request) { [self] message in
      let isGone = message.change == .deleted || message.body.uid != pod.uid
      guard isGone, let watch = watches[pod.uid] else { return }
      invocation.close(watch)
      watches[pod.uid] = nil
      let verb = invocation.options.isSet(.disableEviction) ? "deleted" : "evicted"
      invocation.show("pod/\(pod.name) \(verb)")
      remaining -= 1
      if remaining == 0 { whenDone() }
    }
  }
}
