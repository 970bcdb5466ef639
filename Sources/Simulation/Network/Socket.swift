/// One end of a connection between two processes. Text that is sent arrives whole, in order.
///
///     process.connect(to: address, port: 7000) { result in
///       guard case .connected(let socket) = result else { return process.exit(1) }
///       socket.onReceive = { text in process.write(text) }
///       socket.onClose = { _ in process.exit(0) }
///     }
public final class Socket {
  /// The process at this end: the socket closes with it.
  public let owner: Process
  /// The address and port at the other end as this end dialled or saw it.
  public let remoteAddress: String
  /// The port that goes with ``remoteAddress``.
  public let remotePort: Int
  /// Called for each text that arrives. What arrives before it is set waits until then.
  public var onReceive: ((String) -> Void)? {
    didSet { if onReceive != nil, !unread.isEmpty { owner.world.soon { [self] in readOn() } } }
  }
  /// Called once, when the other end closed or vanished in a way that this end can see.
  public var onClose: ((CloseReason) -> Void)?
  /// Called when the other end has sent everything it will, and still listens.
  public var onEnd: (() -> Void)?
  /// Whether this end may still send. A peer that lost its power is not noticed by this.
  public private(set) var isOpen = true
  var peer: Socket?
  /// The address of its own host that the connection goes by; nil for one that never leaves the
  /// host. Without that address, nothing gets out of here and nothing gets in.
  let localAddress: String?
  /// Whether the network keeps it to send on later.
  var isHeld = false
  private var outbox = Queue<Message>()
  private var unread: [String] = []

  private enum Message {
    case text(String)
    case end
    case close(CloseReason)
  }

  /// Whether the way of a connection is still there.
  private enum Way {
    case open
    /// One of the ends has lost its address: what is sent gets nowhere.
    case lost
    /// The address of the other end belongs to a host that knows nothing of the connection.
    case taken
  }

  init(owner: Process, localAddress: String?, remoteAddress: String, remotePort: Int) {
    self.owner = owner
    self.localAddress = localAddress
    self.remoteAddress = remoteAddress
    self.remotePort = remotePort
  }

  /// Sends text to the other end. While the network is cut, or one of the two has lost the address
  /// that the connection goes by, it waits, as TCP does.
  public func send(_ text: String) { if isOpen { transmit(.text(text)) } }

  /// Tells the other end that nothing more will be sent from here; it may still answer.
  public func finishSending() { if isOpen { transmit(.end) } }

  /// Closes the connection in good order, after what was sent.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    transmit(.close(.finished))
    forget()
  }

  /// Breaks the connection off: the other end is told that it was reset.
  public func reset() {
    abort()
    forget()
  }

  func abort() {
    guard isOpen else { return }
    isOpen = false
    transmit(.close(.reset))
    forgetHandlers()
  }

  /// Handlers that are never called again would keep alive what they refer to.
  private func forgetHandlers() {
    onReceive = nil
    onClose = nil
    onEnd = nil
    unread = []
  }

  /// Lets go of the other end, when the world ends.
  func disconnect() {
    peer?.peer = nil
    peer = nil
    forgetHandlers()
  }

  private func forget() { owner.sockets.removeAll { $0 === self } }

  private func transmit(_ message: Message) {
    guard let peer else { return }
    outbox.append(message)
    let network = owner.world.network
    let way = way
    guard way != .lost, canReachPeer else {
      network.hold(self)
      return
    }
    if way == .taken {
      outbox = Queue()
      reject()
      return
    }
    owner.world.schedule(after: network.delay(from: owner.host, to: peer.owner.host)) { [self] in
      deliverNext()
    }
  }

  private var hasAddress: Bool {
    localAddress.map { owner.host.addresses.contains($0) } ?? true
  }

  private var way: Way {
    guard let peer else { return .open }
    guard hasAddress else { return .lost }
    // A process that is gone has its own answer, or none.
    guard peer.owner.isRunning, !peer.hasAddress, let address = peer.localAddress else {
      return .open
    }
    let host = owner.world.network.host(at: address, from: peer.owner.host)
    return host?.isUp == true ? .taken : .lost
  }

  /// Whether one of its ends has an address, or had it when the connection was opened.
  func goes(by address: String) -> Bool {
    localAddress == address || peer?.localAddress == address
  }

  /// Whether messages get to the other end's host, as far as cuts and power are concerned.
  var canReachPeer: Bool {
    guard let peer else { return false }
    return owner.world.network.canReach(owner.host, peer.owner.host)
  }

  private func take(_ text: String) {
    if unread.isEmpty, let onReceive { onReceive(text) } else { unread.append(text) }
  }

  private func readOn() {
    let texts = unread
    unread = []
    for text in texts { onReceive?(text) }
  }

  private func reject() {
    let network = owner.world.network
    owner.world.schedule(after: network.delay(from: peer?.owner.host ?? owner.host, to: owner.host))
    {
      [self] in
      guard isOpen, owner.isRunning else { return }
      isOpen = false
      forget()
      onClose?(.reset)
    }
  }

  /// Sends what waited for the network to be repaired.
  func deliverHeld() {
    // What a machine had not sent when it lost its power is never sent.
    if owner.isGone { outbox = Queue() }
    switch way {
    case .open: break
    case .lost:
      owner.world.network.hold(self)
      return
    case .taken:
      outbox = Queue()
      reject()
      return
    }
    while !outbox.isEmpty { deliverNext() }
  }

  private func deliverNext() {
    guard let message = outbox.popFirst(), let peer, peer.isOpen else { return }
    guard peer.owner.isRunning else {
      // A machine that lost its power and has it again knows nothing of the connection.
      if peer.owner.isGone, peer.owner.host.isUp, isOpen { reject() }
      return
    }
    switch message {
    case .text(let text): peer.take(text)
    case .end: peer.onEnd?()
    case .close(let reason):
      peer.isOpen = false
      peer.forget()
      peer.onClose?(reason)
      peer.forgetHandlers()
      // Two ends that know each other keep their processes alive.
      peer.peer = nil
      self.peer = nil
    }
  }
}

/// Why a connection ended.
public enum CloseReason: Hashable, Sendable {
  /// The other end closed it.
  case finished
  /// The process at the other end is gone.
  case reset
}
