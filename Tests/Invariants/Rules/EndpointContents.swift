import KubernetesAPI
import KubernetesCluster
import Simulation

/// Endpoints and slices name only pods that they may name when they are written, and a tenth of a
/// second after the last change they name all of them (E1, E6).
final class EndpointContents: Rule {
  private var planned: ScheduledEvent?
  private var lastChange = VirtualTime.zero
  /// When a pod last changed in a way that concerns a Service, by key.
  private var podChanges: [String: VirtualTime] = [:]

  static let delay = VirtualDuration.milliseconds(100)

  override func changed(_ event: ObjectEvent, by actor: String) {
    if let pod = event.object as? Pod {
      let old = event.old as? Pod
      guard event.change != .modified || old.map({ concerns($0, pod) }) ?? true else { return }
      podChanges[pod.key] = now
      note()
    } else if let service = event.object as? Service {
      if (event.old as? Service)?.spec != service.spec || event.change == .deleted { note() }
    } else if let endpoints = event.object as? Endpoints {
      if event.change != .deleted { judge(endpoints) }
      note()
    } else if event.object.resourceType === ResourceType.endpointSlices {
      note()
    }
  }

  private func concerns(_ old: Pod, _ new: Pod) -> Bool {
    old.isReady != new.isReady || old.isBeingDeleted != new.isBeingDeleted
      || old.isFinished != new.isFinished || old.status.podIP != new.status.podIP
      || old.metadata.labels != new.metadata.labels
  }

  private func note() {
    lastChange = now
    guard planned == nil || planned!.isCancelled else { return }
    planned = world.schedule(after: EndpointContents.delay) { [unowned(unsafe) self] in look() }
  }

  private func look() {
    planned = nil
    let due = lastChange + EndpointContents.delay
    if due > now {
      planned = world.schedule(at: due) { [unowned(unsafe) self] in look() }
    } else if hasWorked(for: EndpointContents.delay) {
      if let problem = incompleteness() { referee.fail(.endpoints, problem) }
    } else {
      planned = world.schedule(after: .seconds(5)) { [unowned(unsafe) self] in look() }
    }
  }

  // MARK: What may be there

  /// Where a pod stands behind a Service: not at all, among those not ready, or among the ready.
  enum Standing: Int {
    case absent
    case unready
    case ready
  }

  static func standing(of pod: Pod, behind service: Service) -> Standing {
    for entry in service.spec.selector where pod.metadata.labels[entry.key] != entry.value {
      return .absent
    }
    guard !pod.status.podIP.isEmpty, !pod.isFinished else { return .absent }
    if service.spec.publishNotReadyAddresses { return .ready }
    if pod.isBeingDeleted { return .absent }
    return pod.isReady ? .ready : .unready
  }

  private func judge(_ endpoints: Endpoints) {
    guard
      let service = server.get(
        Service.self, namespace: endpoints.namespace, name: endpoints.name),
      !service.spec.selector.isEmpty
    else { return }
    for subset in endpoints.subsets {
      judge(subset.addresses, .ready, service)
      judge(subset.notReadyAddresses, .unready, service)
    }
  }

  private func judge(_ entries: [EndpointAddress], _ standing: Standing, _ service: Service) {
    for entry in entries {
      let name = entry.targetRef?.name ?? ""
      let key = service.namespace + "/" + name
      // What changed at this very moment, the controller could not know.
      if podChanges[key] == now { continue }
      let pod = server.get(Pod.self, namespace: service.namespace, name: name)
      let isRight =
        pod.map {
          $0.metadata.uid == entry.targetRef?.uid && $0.status.podIP == entry.ip
            && EndpointContents.standing(of: $0, behind: service) == standing
        } ?? false
      if !isRight {
        let list = standing == .ready ? "ready" : "not ready"
        referee.fail(
          .endpoints,
          "the Endpoints of \(service.name) were written with \(entry.ip) of \(name) among the"
            + " \(list) ones, which is \(state(of: pod))")
      }
    }
  }

  private func state(of pod: Pod?) -> String {
    guard let pod else { return "gone" }
    if pod.isBeingDeleted { return "being deleted" }
    return "\(pod.status.phase), \(pod.isReady ? "ready" : "not ready"), at \(pod.status.podIP)"
  }

  // MARK: What must be there

  /// What a Service's Endpoints or slices lack, or have too much of; nil when they are right.
  func incompleteness() -> String? {
    for service in server.list(Service.self) where !service.spec.selector.isEmpty {
      var ready: [String] = []
      var unready: [String] = []
      for pod in server.list(Pod.self, namespace: service.namespace) {
        switch EndpointContents.standing(of: pod, behind: service) {
        case .ready: ready.append("\(pod.name) \(pod.status.podIP)")
        case .unready: unready.append("\(pod.name) \(pod.status.podIP)")
        case .absent: break
        }
      }
      let endpoints = server.get(
        Endpoints.self, namespace: service.namespace, name: service.name)
      let subsets = endpoints?.subsets ?? []
      for (list, wanted, present) in [
        ("ready", ready, subsets.flatMap { $0.addresses }),
        ("not ready", unready, subsets.flatMap { $0.notReadyAddresses }),
      ] {
        let found = present.map { "\($0.targetRef?.name ?? "") \($0.ip)" }
        if found.sorted() != wanted.sorted() {
          return "the Endpoints of \(service.name) have [\(found.joined(separator: ", "))] as"
            + " \(list); there are [\(wanted.joined(separator: ", "))]"
        }
      }
      if let problem = sliceProblem(service, ready) { return problem }
    }
    return nil
  }

  private func sliceProblem(_ service: Service, _ ready: [String]) -> String? {
    var found: [String] = []
    for slice in server.list(EndpointSlice.self, namespace: service.namespace)
    where slice.metadata.labels["kubernetes.io/service-name"] == service.name {
      for endpoint in slice.endpoints where endpoint.conditions.ready == true {
        found.append("\(endpoint.targetRef?.name ?? "") \(endpoint.addresses.first ?? "")")
      }
    }
    if found.sorted() == ready.sorted() { return nil }
    return "the slices of \(service.name) have [\(found.joined(separator: ", "))] as ready; there"
      + " are [\(ready.joined(separator: ", "))]"
  }
}
