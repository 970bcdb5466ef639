import OrderedCollections
import Simulation

/// Sessions in the memory of every shop: each tells the others of its changes, a little later (W4).
///
/// The others are found under a name of several addresses. Who joins copies what the first of them
/// has before it is ready. Of two copies of a session the one that was changed more often wins.
final class PeerStore: SessionStore {
  private unowned(unsafe) let process: Process
  private let group: String
  private let port: Int
  private let delay: VirtualDuration
  private var sessions: OrderedDictionary<String, ShopSession> = [:]
  /// Sessions that were taken away, with their versions, so that no old copy brings them back.
  private var removed: OrderedDictionary<String, Int64> = [:]
  private var members: OrderedDictionary<String, PeerLink> = [:]
  private var changes: [String] = []
  private var isSending = false
  private var isReady: (() -> Void)?
  /// Whom to ask for the copy with which this shop begins, and who was asked.
  private var candidates: ArraySlice<String> = []
  private var source: PeerLink?

  /// How often the name is asked for.
  static let refresh = VirtualDuration.seconds(5)
  /// A shop that nobody answers begins with nothing after this time.
  static let joinLimit = VirtualDuration.seconds(5)

  let name: String

  init(_ process: Process, group: String, port: Int, delay: VirtualDuration) {
    self.process = process
    self.group = group
    self.port = port
    self.delay = delay
    name = "copied to \(group)"
  }

  // MARK: Sessions

  func find(_ cookie: String, _ completion: @escaping (SessionAnswer) -> Void) {
    guard let session = sessions[cookie], session.expires > process.world.now else {
      return completion(.missing)
    }
    completion(.found(session))
  }

  func save(_ session: ShopSession, _ completion: @escaping (SavingAnswer) -> Void) {
    sessions[session.id] = session
    tell("set \(session.id) \(session.form.text)")
    completion(.saved(session.id))
  }

  func remove(_ cookie: String, _ completion: @escaping (SavingAnswer) -> Void) {
    if let session = sessions.removeValue(forKey: cookie) {
      removed[cookie] = session.version + 1
      tell("remove \(cookie) \(session.version + 1)")
    }
    completion(.saved(""))
  }

  var held: [ShopSession] { sessions.values.filter { $0.expires > process.world.now } }

  /// What others have to hear; it is sent together, ``delay`` after the first of it.
  private func tell(_ change: String) {
    changes.append(change)
    guard !isSending else { return }
    isSending = true
    process.schedule(after: delay) { [unowned(unsafe) self] in flush() }
  }

  private func flush() {
    isSending = false
    guard !changes.isEmpty else { return }
    let text = changes.map { $0 + "\n" }.joined()
    changes = []
    for member in members.values { member.send(text) }
  }

  /// Tells the others what they do not know yet.
  func end() {
    flush()
    for member in members.values { member.close() }
  }

  // MARK: Finding the others

  func begin(_ isReady: @escaping () -> Void) {
    self.isReady = isReady
    guard process.listen(on: port, accept: { [unowned(unsafe) self] in accept($0) }) else {
      process.writeError("shop: port \(port): Address already in use\n")
      return process.exit(1)
    }
    process.schedule(after: PeerStore.joinLimit) { [unowned(unsafe) self] in becomeReady() }
    look(isFirst: true)
  }

  private func becomeReady() {
    guard let isReady else { return }
    self.isReady = nil
    isReady()
  }

  private func look(isFirst: Bool) {
    let process = process
    process.world.network.lookUp(group, .address, from: process.host) { [self] result in
      guard process.isRunning else { return }
      let own = process.host.addresses
      let others = result.addresses.filter { !own.contains($0) && members[$0] == nil }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      if isFirst {
        candidates = others[...]
        askNext()
        for address in others.dropFirst() { dial(address) { _ in } }
      } else {
        for address in others { dial(address) { [self] link in if let link { join(link) } } }
      }
      process.schedule(after: PeerStore.refresh) { [unowned(unsafe) self] in look(isFirst: false) }
    }
  }

  /// Asks the next member for the copy with which this shop begins; without one it begins with
  /// nothing.
  private func askNext() {
    guard isReady != nil else { return }
    guard let address = candidates.popFirst() else { return becomeReady() }
    func ask(_ link: PeerLink?) {
      guard let link else { return askNext() }
      source = link
      join(link)
    }
    if let link = members[address] { ask(link) } else { dial(address, ask) }
  }

  /// Exchanges all sessions with a member.
  private func join(_ link: PeerLink) {
    sendAll(to: link)
    link.send("join\n")
  }

  private func dial(_ address: String, _ completion: @escaping (PeerLink?) -> Void) {
    process.connect(to: address, port: port) { [self] result in
      guard case .connected(let socket) = result else { return completion(nil) }
      let link = add(socket, address)
      link.send("hello \(process.host.address)\n")
      completion(link)
    }
  }

  private func accept(_ socket: Socket) { _ = add(socket, nil) }

  private func add(_ socket: Socket, _ address: String?) -> PeerLink {
    let link = PeerLink(socket) { [unowned(unsafe) self] link, line in
      take(line, from: link)
    } onEnd: { [unowned(unsafe) self] link in
      members.removeAll { $0.value === link }
      guard link === source else { return }
      source = nil
      askNext()
    }
    if let address { members[address] = link }
    return link
  }

  private func sendAll(to link: PeerLink) {
    var text = ""
    for session in sessions.values where session.expires > process.world.now {
      text += "set \(session.id) \(session.form.text)\n"
    }
    for (id, version) in removed { text += "remove \(id) \(version)\n" }
    if !text.isEmpty { link.send(text) }
  }

  // MARK: What the others say

  private func take(_ line: String, from link: PeerLink) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { String($0) }
    switch (words[0], words.count) {
    case ("hello", 2): members[words[1]] = link
    case ("join", 1):
      sendAll(to: link)
      link.send("done\n")
    case ("done", 1):
      guard link === source, isReady != nil else { return }
      process.write("shop: copied \(sessions.count) sessions\n")
      becomeReady()
    case ("set", 3):
      guard let session = ShopSession(id: words[1], FormText(words[2])) else { return link.close() }
      if let gone = removed[session.id], gone >= session.version { return }
      if let known = sessions[session.id], known.version >= session.version { return }
      sessions[session.id] = session
    case ("remove", 3):
      guard let version = Int64(words[2]), version >= 0, version < 1 << 54 else {
        return link.close()
      }
      removed[words[1]] = max(version, removed[words[1]] ?? 0)
      if let known = sessions[words[1]], known.version <= version { sessions[words[1]] = nil }
    default: link.close()
    }
  }
}

/// A connection between two shops: lines, either way.
final class PeerLink {
  private var socket: Socket?
  private var rest = ""
  private let onEnd: (PeerLink) -> Void
  /// A line has no more bytes than this.
  static let lineLimit = 1 << 20

  init(
    _ socket: Socket, onLine: @escaping (PeerLink, String) -> Void,
    onEnd: @escaping (PeerLink) -> Void
  ) {
    self.socket = socket
    self.onEnd = onEnd
    socket.onReceive = { [self] text in
      rest += text
      var bytes = rest[...].utf8
      while let end = bytes.firstIndex(of: 10) {
        let line = String(Substring(bytes[..<end]))
        bytes = bytes[bytes.index(after: end)...]
        onLine(self, line)
        if self.socket == nil { return }
      }
      rest = String(Substring(bytes))
      if rest.utf8.count > PeerLink.lineLimit { close() }
    }
    socket.onClose = { [self] _ in end() }
  }

  func send(_ text: String) { socket?.send(text) }

  func close() {
    socket?.close()
    end()
  }

  private func end() {
    guard let ended = socket else { return }
    ended.onReceive = nil
    ended.onClose = nil
    socket = nil
    onEnd(self)
  }
}
