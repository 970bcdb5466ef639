import KubernetesAPI

/// A Service and who stands behind it, as proxies and the name server see it.
final class ServiceEntry {
  /// `default/nginx`.
  let key: String
  var service: Service
  /// By name; several slices when there are many endpoints.
  private(set) var slices: [EndpointSlice] = []
  private var targets: [String: [Target]] = [:]

  init(_ service: Service) {
    key = service.key
    self.service = service
  }

  /// A port of one pod.
  struct Target {
    var address: String
    var port: Int
    var node: String
    var isReady: Bool
    /// Still answers, although it is being deleted.
    var isLeaving: Bool
  }

  func put(_ slice: EndpointSlice) {
    slices.removeAll { $0.name == slice.name }
    let place = slices.firstIndex { slice.name.utf8.lexicographicallyPrecedes($0.name.utf8) }
    slices.insert(slice, at: place ?? slices.endIndex)
    targets = [:]
  }

  func remove(_ slice: EndpointSlice) {
    slices.removeAll { $0.name == slice.name }
    targets = [:]
  }

  var isHeadless: Bool { service.spec.clusterIP == "None" }

  /// Everybody behind a port of the Service, by its name in the slices.
  func targets(ofPort name: String) -> [Target] {
    if let known = targets[name] { return known }
    var result: [Target] = []
    for slice in slices {
      guard let port = slice.ports.first(where: { ($0.name ?? "") == name })?.port else {
        continue
      }
      for endpoint in slice.endpoints {
        guard let address = endpoint.addresses.first else { continue }
        let conditions = endpoint.conditions
        result.append(
          Target(
            address: address, port: Int(port), node: endpoint.nodeName ?? "",
            isReady: conditions.ready ?? true,
            isLeaving: conditions.terminating == true && conditions.serving == true))
      }
    }
    targets[name] = result
    return result
  }

  /// The endpoints that have a name or address of their own in the name server, each once.
  var publishedEndpoints: [Endpoint] {
    var seen: Set<String> = []
    var result: [Endpoint] = []
    for slice in slices {
      for endpoint in slice.endpoints where endpoint.conditions.ready ?? true {
        guard let address = endpoint.addresses.first, seen.insert(address).inserted else {
          continue
        }
        result.append(endpoint)
      }
    }
    return result
  }
}
