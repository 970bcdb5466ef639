import KubernetesAPI
import Values

/// A pod behind a Service: what its entry in the Endpoints says.
final class Backend {
  let name: String
  let uid: String
  let address: String
  let node: String
  /// Set when the pod's name is part of the Service's names (E1).
  let hostname: String
  /// In the addresses, or among those that are not ready.
  let isReady: Bool
  let isServing: Bool
  let isTerminating: Bool
  /// Where the Service's ports lead in this pod.
  let ports: [EndpointPort]

  /// nil when the pod is not behind the Service: no address yet, or ended.
  init?(_ pod: Pod, of service: Service) {
    guard !pod.status.podIP.isEmpty, !pod.isFinished else { return nil }
    name = pod.name
    uid = pod.metadata.uid
    address = pod.status.podIP
    node = pod.spec.nodeName
    isTerminating = pod.isBeingDeleted
    isServing = pod.isReady
    let publishesAll = service.spec.publishNotReadyAddresses
    isReady = publishesAll || (isServing && !isTerminating)
    hostname = pod.spec.subdomain == service.name ? pod.spec.hostname : ""
    ports = Backend.ports(of: pod, service)
  }

  /// Whether both make the same entry.
  func isSame(as other: Backend) -> Bool {
    uid == other.uid && address == other.address && node == other.node && isReady == other.isReady
      && isServing == other.isServing && isTerminating == other.isTerminating
      && hostname == other.hostname && ports == other.ports
  }

  /// Whether it stands before another one in the Endpoints: by address, as text.
  func precedes(_ other: Backend) -> Bool {
    if address != other.address { return address.precedesByBytes(other.address) }
    return uid.precedesByBytes(other.uid)
  }

  private static func ports(of pod: Pod, _ service: Service) -> [EndpointPort] {
    var result: [EndpointPort] = []
    for port in service.spec.ports {
      guard let number = number(of: port, in: pod) else { continue }
      var endpointPort = EndpointPort()
      endpointPort.name = port.name
      endpointPort.port = number
      endpointPort.protocol = port.protocol
      endpointPort.appProtocol = port.appProtocol
      result.append(endpointPort)
    }
    return result
  }

  /// The number of a target port; a name is looked up among the pod's container ports.
  private static func number(of port: ServicePort, in pod: Pod) -> Int32? {
    switch port.targetPort {
    case .integer(let number): return number == 0 ? port.port : number
    case .string(let name):
      for container in pod.spec.containers {
        for candidate in container.ports
        where candidate.name == name && candidate.protocol == port.protocol {
          return candidate.containerPort
        }
      }
      return nil
    }
  }

  private var reference: ObjectReference {
    var reference = ObjectReference()
    reference.kind = "Pod"
    reference.name = name
    reference.uid = uid
    return reference
  }

  /// The entry in an Endpoints object.
  func endpointAddress(namespace: String) -> EndpointAddress {
    var entry = EndpointAddress()
    entry.ip = address
    entry.hostname = hostname
    entry.nodeName = node
    var reference = reference
    reference.namespace = namespace
    entry.targetRef = reference
    return entry
  }

  /// The entry in an EndpointSlice.
  func endpoint(namespace: String) -> Endpoint {
    var entry = Endpoint()
    entry.addresses = [address]
    entry.conditions.ready = isReady
    entry.conditions.serving = isServing
    entry.conditions.terminating = isTerminating
    if !hostname.isEmpty { entry.hostname = hostname }
    entry.nodeName = node
    var reference = reference
    reference.namespace = namespace
    entry.targetRef = reference
    return entry
  }
}
