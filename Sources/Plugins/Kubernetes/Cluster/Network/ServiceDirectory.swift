import KubernetesAPI
import OrderedCollections

/// What is known on the nodes about Services: their addresses, ports and endpoints.
final class ServiceDirectory: ClusterPart {
  private(set) var entries: [String: ServiceEntry] = [:]
  private var byAddress: [String: ServiceEntry] = [:]
  private var byNodePort: [Int: ServiceEntry] = [:]
  /// Slices of Services that are not known yet.
  private var orphans: [String: [EndpointSlice]] = [:]
  private var environments: [String: OrderedDictionary<String, String>] = [:]

  override func start() {
    let server = cluster.server
    server.watch(ObjectSelection(.services), sendsPresentObjects: true) {
      [unowned(unsafe) self] event in
      guard let service = event.object as? Service else { return }
      if event.change == .deleted { remove(service) } else { put(service) }
    }
    server.watch(ObjectSelection(.endpointSlices), sendsPresentObjects: true) {
      [unowned(unsafe) self] event in
      guard let slice = event.object as? EndpointSlice else { return }
      if event.change == .deleted { remove(slice) } else { put(slice) }
    }
  }

  /// The Service with a virtual address.
  func entry(at address: String) -> ServiceEntry? { byAddress[address] }

  /// The Service with a port on every node.
  func entry(atNodePort port: Int) -> ServiceEntry? { byNodePort[port] }

  func entry(namespace: String, name: String) -> ServiceEntry? { entries["\(namespace)/\(name)"] }

  // MARK: Changes

  private func put(_ service: Service) {
    environments = [:]
    let entry: ServiceEntry
    if let known = entries[service.key] {
      forgetAddresses(of: known)
      known.service = service
      entry = known
    } else {
      entry = ServiceEntry(service)
      entries[service.key] = entry
      for slice in orphans.removeValue(forKey: service.key) ?? [] { entry.put(slice) }
    }
    for address in addresses(of: service) { byAddress[address] = entry }
    for port in service.spec.ports where port.nodePort != 0 {
      byNodePort[Int(port.nodePort)] = entry
    }
  }

  private func remove(_ service: Service) {
    environments = [:]
    guard let entry = entries.removeValue(forKey: service.key) else { return }
    forgetAddresses(of: entry)
  }

  private func addresses(of service: Service) -> [String] {
    let own = service.spec.clusterIP
    return (own.isEmpty || own == "None" ? [] : [own]) + service.spec.externalIPs
  }

  private func forgetAddresses(of entry: ServiceEntry) {
    for address in addresses(of: entry.service) where byAddress[address] === entry {
      byAddress[address] = nil
    }
    for port in entry.service.spec.ports where byNodePort[Int(port.nodePort)] === entry {
      byNodePort[Int(port.nodePort)] = nil
    }
  }

  private func serviceKey(of slice: EndpointSlice) -> String? {
    slice.metadata.labels["kubernetes.io/service-name"].map { "\(slice.namespace)/\($0)" }
  }

  private func put(_ slice: EndpointSlice) {
    guard let key = serviceKey(of: slice) else { return }
    if let entry = entries[key] {
      entry.put(slice)
    } else {
      orphans[key, default: []].removeAll { $0.name == slice.name }
      orphans[key, default: []].append(slice)
    }
  }

  private func remove(_ slice: EndpointSlice) {
    guard let key = serviceKey(of: slice) else { return }
    entries[key]?.remove(slice)
    orphans[key]?.removeAll { $0.name == slice.name }
  }

  // MARK: Environment

  /// The variables that tell containers of a namespace about Services. Without links only the
  /// API server's is told.
  func environment(of namespace: String, withLinks: Bool) -> OrderedDictionary<String, String> {
    let key = withLinks ? namespace : ""
    if let known = environments[key] { return known }
    var result: OrderedDictionary<String, String> = [:]
    let chosen = entries.values.filter { entry in
      entry.key == "default/kubernetes" || (withLinks && entry.service.namespace == namespace)
    }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for entry in chosen {
      let spec = entry.service.spec
      guard !spec.clusterIP.isEmpty, spec.clusterIP != "None", !spec.ports.isEmpty else {
        continue
      }
      add(entry.service, to: &result)
    }
    environments[key] = result
    return result
  }

  private func add(_ service: Service, to result: inout OrderedDictionary<String, String>) {
    let prefix = ServiceDirectory.variableName(service.name)
    let address = service.spec.clusterIP
    result[prefix + "_SERVICE_HOST"] = address
    result[prefix + "_SERVICE_PORT"] = String(service.spec.ports[0].port)
    for port in service.spec.ports where !port.name.isEmpty {
      let name = ServiceDirectory.variableName(port.name)
      result[prefix + "_SERVICE_PORT_" + name] = String(port.port)
    }
    for (index, port) in service.spec.ports.enumerated() {
      let scheme = (port.protocol.isEmpty ? "TCP" : port.protocol).lowercased()
      let url = "\(scheme)://\(address):\(port.port)"
      if index == 0 { result[prefix + "_PORT"] = url }
      let long = "\(prefix)_PORT_\(port.port)_\(scheme.uppercased())"
      result[long] = url
      result[long + "_PROTO"] = scheme
      result[long + "_PORT"] = String(port.port)
      result[long + "_ADDR"] = address
    }
  }

  private static func variableName(_ name: String) -> String {
    String(name.uppercased().map { $0 == "-" || $0 == "." ? "_" : $0 })
  }
}
