import KubernetesAPI
import Simulation
import Values

/// Evicts pods and looks every second whether they are gone; those that a disruption budget still
/// needs are tried again every five seconds.
final class Eviction {
  private let invocation: Invocation
  private let pods: [JSON]
  private let dryRun: DryRun
  private let isDeleting: Bool
  private let deadline: VirtualTime?
  private var remaining: Int
  private var errors: [String] = []
  private let whenDone: ([String]) -> Void

  /// - Parameter whenDone: called once, with what went wrong.
  init(
    _ invocation: Invocation, _ pods: [JSON], _ dryRun: DryRun,
    whenDone: @escaping ([String]) -> Void
  ) {
    self.invocation = invocation
    self.pods = pods
    self.dryRun = dryRun
    isDeleting = invocation.options.isSet(.disableEviction)
    let timeout = invocation.options.duration(.timeout)
    deadline = timeout > .zero ? invocation.now + timeout : nil
    remaining = pods.count
    self.whenDone = whenDone
  }

  private var isTooLate: Bool { deadline.map { invocation.now >= $0 } ?? false }

  func start() {
    if pods.isEmpty {
      whenDone([])
      return
    }
    for pod in pods { evict(pod) }
  }

  private func end(_ error: String? = nil) {
    if let error { errors.append(error) }
    remaining -= 1
    if remaining == 0 { whenDone(errors) }
  }

  private func evict(_ pod: JSON) {
    guard invocation.isRunning else { return }
    if !isDeleting {
      invocation.show("evicting pod \(pod.namespace)/\(pod.name)\(dryRun.suffix)")
    }
    let subject = "pods/\(quoted(pod.name)) -n \(quoted(pod.namespace))"
    if isTooLate {
      let timeout = invocation.options.duration(.timeout).goText
      end("error when evicting \(subject): global timeout reached: \(timeout)")
      return
    }
    do throws(CommandError) {
      try send(pod)
    } catch {
      if error.isNotFound {
        end()
      } else if case .status(let status) = error, status.reason == .tooManyRequests {
        invocation.printError(
          "error when evicting \(subject) (will retry after 5s): \(status.message)")
        invocation.process.schedule(after: .seconds(5)) { [self] in evict(pod) }
      } else {
        end(isDeleting ? error.message : "error when evicting \(subject): \(error.message)")
      }
      return
    }
    if dryRun == .server { end() } else { look(for: pod) }
  }

  private func send(_ pod: JSON) throws(CommandError) {
    let grace = invocation.options.number(.gracePeriod)
    var options = DeleteOptions(gracePeriodSeconds: grace >= 0 ? grace : nil)
    options.isDryRun = dryRun == .server
    if isDeleting {
      _ = try invocation.delete(.pods, namespace: pod.namespace, name: pod.name, options)
      return
    }
    var request = APIRequest(.create, .pods, namespace: pod.namespace, name: pod.name)
    request.subresource = "eviction"
    request.deleteOptions = options
    request.isDryRun = options.isDryRun
    request.body = [
      "apiVersion": "policy/v1", "kind": "Eviction",
      "metadata": ["name": .string(pod.name), "namespace": .string(pod.namespace)],
    ]
    _ = try invocation.send(request)
  }

  private func look(for pod: JSON) {
    guard invocation.isRunning else { return }
    let found: JSON?
    do throws(CommandError) {
      found = try invocation.find(.pods, namespace: pod.namespace, name: pod.name)
    } catch {
      end(error.message)
      return
    }
    if found?.uid != pod.uid {
      invocation.show("pod/\(pod.name) \(isDeleting ? "deleted" : "evicted")")
      end()
      return
    }
    let next = invocation.now + .seconds(1)
    let end = deadline.map { min($0, next) } ?? next
    invocation.process.schedule(after: end - invocation.now) { [self] in
      if isTooLate {
        self.end(
          "error when waiting for pod \(quoted(pod.name)) in namespace \(quoted(pod.namespace))"
            + " to terminate: context deadline exceeded")
      } else {
        look(for: pod)
      }
    }
  }
}
