/// How a host looks names up: what `/etc/resolv.conf` and `/etc/hosts` say.
public struct ResolverConfiguration: Hashable, Sendable {
  /// Addresses of name servers, asked in this order.
  public var nameServers: [String] = []
  /// Suffixes that are tried, in order.
  public var search: [String] = []
  /// A name with at least this many dots is tried as it stands first.
  public var ndots = 1
  /// Lines of `/etc/hosts`.
  public var hosts: [HostsEntry] = []

  /// Only `localhost` is known, and nobody is asked.
  public init() {}

  /// An address and its names.
  public struct HostsEntry: Hashable, Sendable {
    /// What its names lead to.
    public var address: String
    /// Full names and short ones alike: a name is compared whole.
    public var names: [String]

    /// A line; neither part is checked.
    public init(address: String, names: [String]) {
      self.address = address
      self.names = names
    }
  }

  func hostsEntry(for name: String) -> String? {
    if name == "localhost" { return "127.0.0.1" }
    return hosts.first { $0.names.contains(name) }?.address
  }

  /// The full names to try for `name`, in order; without the dot at the end.
  public func candidates(for name: String) -> [String] {
    if name.hasSuffix(".") { return [String(name.dropLast())] }
    let suffixed = search.map { name + "." + $0 }
    let dots = name.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: ".") ? 1 : 0) }
    return dots >= ndots ? [name] + suffixed : suffixed + [name]
  }
}

/// What is asked of a name server.
public enum RecordType: Hashable, Sendable {
  case address
  case service
  case pointer
}

/// An answer of a name server.
public struct DNSRecord: Hashable, Sendable {
  /// What a record says, one case for each ``RecordType`` and one for aliases.
  public enum Content: Hashable, Sendable {
    case address(String)
    case service(priority: Int, weight: Int, port: Int, target: String)
    case pointer(String)
    /// Another name for it.
    case alias(String)
  }

  /// The full name that it is about, without a dot at the end.
  public var name: String
  /// What the name stands for. Records have no time to live: every look-up asks again.
  public var content: Content

  /// A record as given.
  public init(name: String, _ content: Content) {
    self.name = name
    self.content = content
  }
}

/// Somebody who knows names.
public protocol NameServer: AnyObject {
  /// The records for a full name; none when the name, or the type, does not exist.
  func records(for name: String, _ type: RecordType, from host: Host) -> [DNSRecord]
}

/// How a look-up ended.
public enum LookUpResult: Hashable, Sendable {
  case found(name: String, records: [DNSRecord], server: String)
  /// NXDOMAIN for every candidate.
  case notFound(lastAsked: String, server: String)
  /// No name server is set or none answers.
  case noServer

  /// The addresses found, in the order of the answer.
  public var addresses: [String] {
    guard case .found(_, let records, _) = self else { return [] }
    return records.compactMap {
      if case .address(let address) = $0.content { address } else { nil }
    }
  }
}
