import OrderedCollections
import Simulation

/// A network of an engine: a bridge on its host, the host's own network, or none.
final class DockerNetwork {
  enum Driver: String {
    case bridge
    case host
    case null
  }

  let name: String
  let id: String
  let driver: Driver
  /// The first two numbers of its addresses, `172.18`; empty where there are none.
  let prefix: String
  let created: VirtualTime
  let labels: OrderedDictionary<String, String>
  private var taken: Set<Int> = [1]
  /// No address below this one is free.
  private var lowest = 2

  init(
    name: String, id: String, driver: Driver, prefix: String, created: VirtualTime,
    labels: OrderedDictionary<String, String> = [:]
  ) {
    self.name = name
    self.id = id
    self.driver = driver
    self.prefix = prefix
    self.created = created
    self.labels = labels
  }

  static let prefixLength: Int64 = 16

  var subnet: String { prefix.isEmpty ? "" : prefix + ".0.0/16" }
  var gateway: String { prefix.isEmpty ? "" : prefix + ".0.1" }
  /// Whether it is one of the three that every engine has.
  var isPredefined: Bool { ["bridge", "host", "none"].contains(name) }
  /// Whether containers on it find each other by name.
  var hasNames: Bool { driver == .bridge && name != "bridge" }

  /// The lowest address that is free; nil when there is none.
  func allocate() -> String? {
    var number = lowest
    while taken.contains(number) { number += 1 }
    guard driver == .bridge, number < 65_535 else { return nil }
    taken.insert(number)
    lowest = number + 1
    return "\(prefix).\(number / 256).\(number % 256)"
  }

  /// Gives an address back.
  func release(_ address: String) {
    let parts = address.split(separator: ".").compactMap { Int($0) }
    guard parts.count == 4 else { return }
    let number = parts[2] * 256 + parts[3]
    taken.remove(number)
    lowest = min(lowest, number)
  }
}

/// A container's place on a network.
struct Endpoint {
  var networkID: String
  var id: String
  var aliases: [String]
  /// Empty while the container does not run.
  var address = ""

  /// A hardware address that belongs to the address, as engines make it.
  var hardwareAddress: String {
    let parts = address.split(separator: ".").compactMap { Int($0) }
    guard parts.count == 4 else { return "" }
    return "02:42:"
      + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
  }
}
