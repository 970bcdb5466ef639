import KubernetesAPI
import Simulation

/// The name server of a cluster (E2, E3, E4).
///
/// That a name does not exist is remembered for 30 seconds, as the usual set-up of CoreDNS does.
/// Existing names are always answered from what is known now.
final class ClusterNames: NameServer {
  private let directory: ServiceDirectory
  private let now: () -> VirtualTime
  private let random: KeyedRandom
  private var missing: [String: VirtualTime] = [:]
  /// The questions in `missing`, in the order in which they are forgotten.
  private var forgetting: Queue<String> = Queue()
  private var answers: [String: UInt64] = [:]

  static let negativeLifetime = VirtualDuration.seconds(30)
  private static let zone = ".cluster.local"

  init(_ directory: ServiceDirectory, now: @escaping () -> VirtualTime) {
    self.directory = directory
    self.now = now
    random = directory.cluster.world.random
  }

  func records(for name: String, _ type: RecordType, from host: Host) -> [DNSRecord] {
    let name = name.lowercased()
    let question = "\(ClusterNames.text(of: type)) \(name)"
    if let end = missing[question] {
      if now() < end { return [] }
      missing[question] = nil
    }
    let records = answer(name, type)
    if records.isEmpty {
      forgetMissing()
      missing[question] = now() + ClusterNames.negativeLifetime
      forgetting.append(question)
      return []
    }
    guard records.count > 1 else { return records }
    // Several records are given in a new order each time.
    let asked = "\(host.name) \(question)"
    let ordinal = answers[asked, default: 0]
    answers[asked] = ordinal + 1
    return random.shuffled(records, "name server", asked, ordinal)
  }

  /// Forgets what has been remembered long enough.
  private func forgetMissing() {
    while let first = forgetting.first {
      if let end = missing[first] {
        if now() < end { return }
        missing[first] = nil
      }
      _ = forgetting.popFirst()
    }
  }

  private static func text(of type: RecordType) -> String {
    switch type {
    case .address: return "A"
    case .service: return "SRV"
    case .pointer: return "PTR"
    }
  }

  private func answer(_ name: String, _ type: RecordType) -> [DNSRecord] {
    if type == .pointer { return pointers(name) }
    guard name.hasSuffix(ClusterNames.zone) else { return [] }
    let labels = name.dropLast(ClusterNames.zone.utf8.count)
      .split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
    switch (labels.last, labels.count) {
    case ("svc", 3...5):
      let count = labels.count
      guard let entry = directory.entry(namespace: labels[count - 2], name: labels[count - 3])
      else { return [] }
      if type == .service { return services(name, Array(labels.dropLast(3)), entry) }
      switch count {
      case 3: return addresses(name, entry)
      case 4: return addresses(name, ofEndpoint: labels[0], entry)
      default: return []
      }
    case ("pod", 3) where type == .address:
      let address = String(labels[0].map { $0 == "-" ? "." : $0 })
      return isAddress(address) ? [DNSRecord(name: name, .address(address))] : []
    default: return []
    }
  }

  // MARK: Addresses

  private func addresses(_ name: String, _ entry: ServiceEntry) -> [DNSRecord] {
    let spec = entry.service.spec
    if spec.type == "ExternalName" {
      let target = spec.externalName
      let alias = DNSRecord(name: name, .alias(target))
      return [alias] + (target == name ? [] : answer(target.lowercased(), .address))
    }
    guard entry.isHeadless else {
      return spec.clusterIP.isEmpty ? [] : [DNSRecord(name: name, .address(spec.clusterIP))]
    }
    return entry.publishedEndpoints.compactMap { endpoint in
      endpoint.addresses.first.map { DNSRecord(name: name, .address($0)) }
    }
  }

  private func addresses(
    _ name: String, ofEndpoint label: String, _ entry: ServiceEntry
  ) -> [DNSRecord] {
    guard entry.isHeadless else { return [] }
    for endpoint in entry.publishedEndpoints where ClusterNames.label(of: endpoint) == label {
      return endpoint.addresses.prefix(1).map { DNSRecord(name: name, .address($0)) }
    }
    return []
  }

  /// The host name of an endpoint, or its address with dashes.
  private static func label(of endpoint: Endpoint) -> String {
    if let name = endpoint.hostname, !name.isEmpty { return name }
    return String((endpoint.addresses.first ?? "").map { $0 == "." ? "-" : $0 })
  }

  // MARK: Services and pointers

  private func services(
    _ name: String, _ labels: [String], _ entry: ServiceEntry
  ) -> [DNSRecord] {
    var ports = entry.service.spec.ports
    if labels.count == 2, labels[0].hasPrefix("_"), labels[1].hasPrefix("_") {
      ports = ports.filter {
        "_" + $0.name == labels[0] && "_" + $0.protocol.lowercased() == labels[1]
      }
    } else if !labels.isEmpty {
      return []
    }
    let full = "\(entry.service.name).\(entry.service.namespace).svc\(ClusterNames.zone)"
    var result: [DNSRecord] = []
    for port in ports {
      guard entry.isHeadless else {
        result.append(
          DNSRecord(
            name: name, .service(priority: 0, weight: 100, port: Int(port.port), target: full)))
        continue
      }
      let endpoints = entry.publishedEndpoints
      for endpoint in endpoints {
        result.append(
          DNSRecord(
            name: name,
            .service(
              priority: 0, weight: max(100 / endpoints.count, 1),
              port: targetPort(of: port, endpoint, entry),
              target: "\(ClusterNames.label(of: endpoint)).\(full)")))
      }
    }
    return result
  }

  private func targetPort(
    of port: ServicePort, _ endpoint: Endpoint, _ entry: ServiceEntry
  ) -> Int {
    let address = endpoint.addresses.first ?? ""
    return entry.targets(ofPort: port.name).first { $0.address == address }?.port
      ?? Int(port.port)
  }

  /// `2.1.244.10.in-addr.arpa`.
  private func pointers(_ name: String) -> [DNSRecord] {
    guard name.hasSuffix(".in-addr.arpa") else { return [] }
    let address = name.dropLast(13).split(separator: ".").reversed().joined(separator: ".")
    guard isAddress(address) else { return [] }
    if let entry = directory.entry(at: address) {
      let full = "\(entry.service.name).\(entry.service.namespace).svc\(ClusterNames.zone)"
      return [DNSRecord(name: name, .pointer(full))]
    }
    var targets: [String] = []
    for entry in directory.entries.values where entry.isHeadless {
      for endpoint in entry.publishedEndpoints where endpoint.addresses.contains(address) {
        targets.append(
          "\(ClusterNames.label(of: endpoint)).\(entry.service.name)."
            + "\(entry.service.namespace).svc\(ClusterNames.zone)")
      }
    }
    return targets.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { DNSRecord(name: name, .pointer($0)) }
  }
}
