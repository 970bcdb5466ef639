import KubernetesAPI
import Simulation

/// The rules that turn the address of a Service into that of a pod, as kube-proxy sets them up on
/// a node (E2, E5).
///
/// Each new connection goes to an endpoint that is drawn anew. The draws belong to the client and
/// the Service, so what one client does changes nothing for the others.
final class ServiceProxy: AddressTranslator {
  private let directory: ServiceDirectory
  private let node: String
  private let nodeAddress: String
  private let random: KeyedRandom
  private let now: () -> VirtualTime
  private let hostPorts: HostPorts
  private var draws: [String: UInt64] = [:]
  private var affinities: [String: Affinity] = [:]

  /// Where the connections of a client go, as long as it comes again in time.
  private struct Affinity {
    var address: String
    var lastUse: VirtualTime
  }

  init(
    _ directory: ServiceDirectory, node: String, address: String, hostPorts: HostPorts,
    random: KeyedRandom, now: @escaping () -> VirtualTime
  ) {
    self.directory = directory
    self.node = node
    nodeAddress = address
    self.hostPorts = hostPorts
    self.random = random
    self.now = now
  }

  func translate(_ address: String, port: Int, from host: Host) -> AddressTranslation {
    if let entry = directory.entry(at: address) {
      guard let chosen = entry.service.spec.ports.first(where: { Int($0.port) == port }) else {
        return .unchanged
      }
      let isLocal = entry.service.spec.internalTrafficPolicy == "Local"
      return translate(entry, chosen, isLocal: isLocal, from: host)
    }
    guard address == nodeAddress else { return .unchanged }
    if let target = hostPorts.target(address, port) {
      return .to(address: target.address, port: target.port)
    }
    guard let entry = directory.entry(atNodePort: port),
      let chosen = entry.service.spec.ports.first(where: { Int($0.nodePort) == port })
    else { return .unchanged }
    let isLocal = entry.service.spec.externalTrafficPolicy == "Local"
    return translate(entry, chosen, isLocal: isLocal, from: host)
  }

  private func translate(
    _ entry: ServiceEntry, _ port: ServicePort, isLocal: Bool, from host: Host
  ) -> AddressTranslation {
    let all = entry.targets(ofPort: port.name)
    var available = all.filter { $0.isReady }
    if available.isEmpty { available = all.filter { $0.isLeaving } }
    guard !available.isEmpty else { return .refused }
    if isLocal {
      available = available.filter { $0.node == node }
      // Nobody here: the packets are dropped.
      guard !available.isEmpty else { return .to(address: "0.0.0.0", port: 0) }
    }
    let target = choose(from: available, entry, port, host)
    return .to(address: target.address, port: target.port)
  }

  private func choose(
    from available: [ServiceEntry.Target], _ entry: ServiceEntry, _ port: ServicePort, _ host: Host
  ) -> ServiceEntry.Target {
    let client = "\(host.name)>\(entry.key):\(port.port)"
    let sticks = entry.service.spec.sessionAffinity == "ClientIP"
    let affinityKey = "\(host.address)>\(entry.key):\(port.port)"
    if sticks, let known = affinities[affinityKey] {
      let seconds = entry.service.spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10_800
      if now() - known.lastUse <= .seconds(Int64(seconds)),
        let target = available.first(where: { $0.address == known.address })
      {
        affinities[affinityKey]?.lastUse = now()
        return target
      }
    }
    let ordinal = draws[client, default: 0]
    draws[client] = ordinal + 1
    let target = available[random.pick(below: available.count, "endpoint", client, ordinal)]
    if sticks { affinities[affinityKey] = Affinity(address: target.address, lastUse: now()) }
    return target
  }
}
