import Simulation

/// The addresses of Services: 10.96.0.0/12, of which 10.96.0.1 is the API server's.
struct ClusterAddresses {
  let random: KeyedRandom
  var used: Set<String> = []

  init(random: KeyedRandom) { self.random = random }

  /// A free address that belongs to the service's name.
  mutating func allocate(_ identity: String) -> String {
    var ordinal: UInt64 = 0
    while true {
      // 10.96.0.10 up to 10.111.255.254; the first few are left to the cluster itself.
      let number = 10 + random.pick(below: 1_048_564, "cluster address", identity, ordinal)
      let address =
        "10.\(96 + number / 65_536).\(number / 256 % 256).\(number % 256)"
      if used.insert(address).inserted { return address }
      ordinal += 1
    }
  }

  /// Takes an address that somebody asked for; false when it has been given away.
  mutating func take(_ address: String) -> Bool { used.insert(address).inserted }

  mutating func release(_ service: Service) { used.remove(service.spec.clusterIP) }

  /// Whether the text is an IPv4 address inside the range.
  static func contains(_ address: String) -> Bool {
    guard let parts = parsed(address) else { return false }
    return parts[0] == 10 && (96...111).contains(parts[1])
  }

  static func parsed(_ address: String) -> [Int]? {
    let parts = address.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard let number = Int(part), (0...255).contains(number), String(number) == part else {
        return nil
      }
      numbers.append(number)
    }
    return numbers
  }
}
