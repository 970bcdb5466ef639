import Simulation
import Values

extension TablePrinter {
  /// K6.
  static let services = TablePrinter(
    columns: [
      .name, .init("Type"), .init("Cluster-IP"), .init("External-IP"), .init("Port(s)"), .age,
      .init("Selector", priority: 1),
    ]
  ) { object, now in
    guard let service = object as? Service else { return [] }
    return [
      .string(service.name), .string(service.spec.type), orNone(service.spec.clusterIP),
      .string(externalAddress(service)), orNone(ports(service.spec.ports)), age(service, now),
      orNone(Selector(labels: service.spec.selector).text),
    ]
  }

  static func externalAddress(_ service: Service) -> String {
    let given = service.spec.externalIPs.joined(separator: ",")
    switch service.spec.type {
    case "ExternalName": return service.spec.externalName
    case "LoadBalancer":
      let addresses = service.status.loadBalancer.ingress.map {
        $0.ip.isEmpty ? $0.hostname : $0.ip
      }
      let all = addresses.joined(separator: ",")
      if !given.isEmpty { return all.isEmpty ? given : all + "," + given }
      return all.isEmpty ? "<pending>" : all
    default: return given.isEmpty ? "<none>" : given
    }
  }

  /// `80/TCP,443:31443/TCP`.
  static func ports(_ ports: [ServicePort]) -> String {
    ports.map {
      let outside = $0.nodePort > 0 ? ":\($0.nodePort)" : ""
      return "\($0.port)\(outside)/\($0.protocol)"
    }.joined(separator: ",")
  }

  /// K6: at most three, then how many more; nothing at all while no pod is ready, and `<none>`
  /// where there are no pods.
  static let endpoints = TablePrinter(columns: [.name, .init("Endpoints"), .age]) { object, now in
    guard let endpoints = object as? Endpoints else { return [] }
    var shown: [String] = []
    var count = 0
    for subset in endpoints.subsets {
      if subset.ports.isEmpty {
        for address in subset.addresses {
          if shown.count < 3 { shown.append(address.ip) }
          count += 1
        }
      }
      for port in subset.ports {
        for address in subset.addresses {
          if shown.count < 3 { shown.append("\(address.ip):\(port.port)") }
          count += 1
        }
      }
    }
    var text = shown.joined(separator: ",")
    if count > shown.count { text += " + \(count - shown.count) more..." }
    let cell = endpoints.subsets.isEmpty ? orNone(text) : .string(text)
    return [.string(endpoints.name), cell, age(endpoints, now)]
  }

  static let endpointSlices = TablePrinter(
    columns: [.name, .init("AddressType"), .init("Ports"), .init("Endpoints"), .age]
  ) { object, now in
    guard let slice = object as? EndpointSlice else { return [] }
    let ports = slice.ports.map { $0.port.map { String($0) } ?? ($0.name ?? "") }
    let addresses = slice.endpoints.flatMap { $0.addresses }
    return [
      .string(slice.name), .string(slice.addressType), .string(few(ports, none: "<unset>")),
      .string(few(addresses, none: "<unset>")), age(slice, now),
    ]
  }

  /// The first three of a list, and how many more there are.
  static func few(_ items: [String], none: String) -> String {
    if items.isEmpty { return none }
    let text = items.prefix(3).joined(separator: ",")
    return items.count > 3 ? text + " + \(items.count - 3) more..." : text
  }
}
