/// A thing with a name and addresses of its own on the network: a node, a pod, the laptop at
/// which the session sits.
public final class Host {
  /// What `hostname` prints.
  public var name: String
  /// Its addresses; the first is the one that others see.
  public internal(set) var addresses: [String] = []
  /// The machine that this host runs on: the node of a pod. A host is up only while that is.
  public let machine: Host?
  /// How many processors a machine has.
  public var processors: Int64 = 4
  /// How names are looked up here: `/etc/resolv.conf` and `/etc/hosts`.
  public var resolver = ResolverConfiguration()
  /// Translates addresses of Services for connections that start here, as kube-proxy does.
  /// A machine also passes on what others send to its own address, as a node does for its ports.
  public var translator: (any AddressTranslator)?
  /// Which hosts know a way to this one; nil for all. Who does not gets no answer.
  public var admits: ((Host) -> Bool)?
  /// Under which address its machine, and who comes through that, talk to it, when its own
  /// addresses are known on that machine only: the gateway of a bridge.
  public var gateway: String?
  /// Whether its own power is on; ``isUp`` looks at the machine below it, too.
  public internal(set) var isPowered = true
  /// The process spaces (containers, the host's own) whose processes run here.
  public internal(set) var spaces: [ProcessSpace] = []
  /// Called when the host loses power, before its processes vanish, and when it starts again.
  public var onCrash: (() -> Void)?
  /// Called after the power is back, when nothing runs yet.
  public var onStart: (() -> Void)?
  var listeners: [Int: Listener] = [:]
  /// Disks for which it holds bytes in memory that are not written yet.
  var unflushedDisks: [Disk] = []

  /// A host with power and without an address; the network gives it one. With a `machine` it is up
  /// only while that is.
  public init(name: String, machine: Host? = nil) {
    self.name = name
    self.machine = machine
  }

  /// The host's first address; empty while it has none.
  public var address: String { addresses.first ?? "" }

  /// What tells it from other hosts in a picture: `web-0 10.244.1.2`.
  public var nameAndAddress: String { address.isEmpty ? name : name + " " + address }

  /// Whether its processes run: it and the machine below it have power.
  public var isUp: Bool { isPowered && (machine?.isUp ?? true) }

  /// The machine at the bottom: itself, or the node that it runs on.
  public var hardware: Host { machine?.hardware ?? self }

  /// Cuts the power: every process on it is gone at once, without a word to anybody, and so is
  /// what was written but had not reached a disk.
  public func crash() {
    guard isPowered else { return }
    isPowered = false
    onCrash?()
    for space in spaces { space.vanish() }
    listeners = [:]
    for disk in unflushedDisks { disk.loseUnflushed(of: self) }
    unflushedDisks = []
  }

  /// Gives the power back. Nothing runs until somebody starts it.
  public func start() {
    guard !isPowered else { return }
    isPowered = true
    onStart?()
  }

  /// The files of which it holds bytes in memory that are on no disk yet, in the order of writing.
  public var unflushedFiles: [String] {
    unflushedDisks.flatMap { $0.unflushedFiles(of: self) }
  }

  func finish() {
    for space in spaces {
      for process in space.processes { for socket in process.sockets { socket.disconnect() } }
      space.vanish()
    }
    spaces = []
    listeners = [:]
    translator = nil
    admits = nil
    onCrash = nil
    onStart = nil
  }

  /// Whether a process here listens on a port.
  public func isListening(on port: Int) -> Bool { listeners[port] != nil }
}

/// Who accepts connections on a port.
struct Listener {
  var owner: Process
  var accept: (Socket) -> Void
}

/// Turns the address of a connection into another one, as kube-proxy's rules do on a node.
public protocol AddressTranslator: AnyObject {
  /// Where a new connection from `host` to `address` and `port` really goes.
  func translate(_ address: String, port: Int, from host: Host) -> AddressTranslation
  /// Whether who is reached sees the address of the machine, not of who connects.
  var hidesSources: Bool { get }
}

extension AddressTranslator {
  public var hidesSources: Bool { true }
}

/// What becomes of a connection's address.
public enum AddressTranslation: Hashable, Sendable {
  /// It is nobody's virtual address: go there as it stands.
  case unchanged
  case to(address: String, port: Int)
  /// A virtual address with nobody behind it.
  case refused
}
