import KubernetesAPI
import Simulation
import Values

/// What is known of the pods behind one Service, change by change.
final class ServiceView {
  private(set) var service: Service
  private(set) var groups: [PortGroup] = []
  private var backends: [String: Backend] = [:]
  private var selector: Selector
  /// Whether the Endpoints object has to be written whatever its addresses are.
  private var isNew = true
  private var triggers = TriggerTimes()
  /// Slices that have lost their group, to be deleted.
  private(set) var leftSlices: [String] = []

  /// At most so many addresses are in an Endpoints object.
  static let addressLimit = 1000

  init(_ service: Service) {
    self.service = service
    selector = Selector(labels: service.spec.selector)
  }

  /// Whether the Service asks for anything that has changed; the pods have to be given anew then.
  func take(_ service: Service) -> Bool {
    let isSame =
      service.spec == self.service.spec
      && service.metadata.labels == self.service.metadata.labels
    self.service = service
    if isSame { return false }
    selector = Selector(labels: service.spec.selector)
    backends = [:]
    for group in groups { leftSlices += group.slices.compactMap { $0.name } }
    groups = []
    isNew = true
    return true
  }

  func takeLeftSlices() -> [String] {
    let left = leftSlices
    leftSlices = []
    return left
  }

  /// Takes over a pod as it is now; nil when it is gone. True when the Service is concerned.
  func put(_ pod: Pod?, named name: String) -> Bool {
    let old = backends[name]
    var new: Backend?
    if let pod, selector.matches(pod.metadata.labels) {
      triggers.note(pod)
      new = Backend(pod, of: service)
    } else {
      triggers.forget(name)
    }
    if old == nil, new == nil { return false }
    if let old, let new, old.isSame(as: new) { return false }
    backends[name] = new
    if let old, let new, old.ports == new.ports {
      group(new.ports).replace(old, by: new)
    } else {
      if let old { group(old.ports).remove(old) }
      if let new { group(new.ports).insert(new) }
    }
    return true
  }

  /// When what is being written now began; nil when nothing that is timed has happened since the
  /// last time.
  func takeTriggerTime() -> VirtualTime? { triggers.take(service) }

  /// Whether the Endpoints object has to be written.
  var isChanged: Bool { isNew || groups.contains { $0.isChanged } }

  func markWritten() {
    isNew = false
    for group in groups { group.isChanged = false }
  }

  private func group(_ ports: [EndpointPort]) -> PortGroup {
    if let known = groups.first(where: { $0.ports == ports }) { return known }
    let new = PortGroup(ports: ports)
    groups.append(new)
    groups.sort { ServiceView.precedes($0.ports, $1.ports) }
    return new
  }

  private static func precedes(_ left: [EndpointPort], _ right: [EndpointPort]) -> Bool {
    for (first, second) in zip(left, right) where first != second {
      if first.port != second.port { return first.port < second.port }
      return first.name.precedesByBytes(second.name)
    }
    return left.count < right.count
  }

  /// The subsets of the Endpoints (E1), and whether some addresses had to be left out.
  func subsets() -> (subsets: [EndpointSubset], isCutOff: Bool) {
    var left = ServiceView.addressLimit
    var isCutOff = false
    var subsets: [EndpointSubset] = []
    for group in groups {
      var subset = EndpointSubset()
      if group.hasSpare || group.ready.count > left { isCutOff = true }
      subset.addresses = group.ready.prefix(left).map {
        $0.endpointAddress(namespace: service.namespace)
      }
      left -= subset.addresses.count
      subset.ports = group.ports
      subsets.append(subset)
    }
    for (index, group) in groups.enumerated() {
      if group.unready.count > left { isCutOff = true }
      subsets[index].notReadyAddresses = group.unready.prefix(left).map {
        $0.endpointAddress(namespace: service.namespace)
      }
      left -= subsets[index].notReadyAddresses.count
    }
    subsets.removeAll { $0.addresses.isEmpty && $0.notReadyAddresses.isEmpty }
    return (subsets, isCutOff)
  }
}
