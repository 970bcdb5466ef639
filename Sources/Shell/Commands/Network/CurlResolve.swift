import Simulation

/// The addresses that `--resolve HOST:PORT:ADDRESS` gives to names.
struct CurlResolve {
  private var entries: [(host: String, port: Int, address: String)] = []
  /// The entry that cannot be read, if there is one.
  private(set) var mistake: String?

  init(_ options: CommandOptions) {
    for option in options.options where option.name == "resolve" {
      var text = option.value[...]
      if text.hasPrefix("+") { text = text.dropFirst() }
      let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      let address = parts.count == 3 ? String(parts[2].prefix { $0 != "," }) : ""
      guard parts.count == 3, !parts[0].isEmpty, let port = Int(bounded: parts[1]), port > 0,
        port < 65_536, isAddress(address)
      else {
        mistake = option.value
        return
      }
      entries.append((parts[0].lowercased(), port, address))
    }
  }

  /// The address for a name and port, if one is given.
  func address(of address: HTTPAddress) -> String? {
    entries.last {
      $0.port == address.port && ($0.host == address.host.lowercased() || $0.host == "*")
    }?.address
  }
}
