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
  /// How many texts and bytes were sent to others.
  private(set) var sentTexts = 0
  private(set) var sentBytes = 0

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

  var held: [ShopSession] { Array(sessions.values) }

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
    for member in members.values { send(text, to: member) }
  }

  private func send(_ text: String, to member: PeerLink) {
    sentTexts += 1
    sentBytes += text.utf8.count
    member.send(text)
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
      if others.isEmpty, isFirst { becomeReady() }
      for (index, address) in others.enumerated() {
        dial(address, joins: !isFirst || index == 0)
      }
      process.schedule(after: PeerStore.refresh) { [unowned(unsafe) self] in look(isFirst: false) }
    }
  }

  private func dial(_ address: String, joins: Bool) {
    process.connect(to: address, port: port) { [self] result in
      guard case .connected(let socket) = result else {
        // The one that was to give the copy is not there: the next look asks another.
        if joins { becomeReady() }
        return
      }
      let link = add(socket, address)
      send("hello \(process.host.address)\n", to: link)
      if joins {
        sendAll(to: link)
        send("join\n", to: link)
      }
    }
  }

  private func accept(_ socket: Socket) { _ = add(socket, nil) }

  private func add(_ socket: Socket, _ address: String?) -> PeerLink {
    let link = PeerLink(socket) { [unowned(unsafe) self] link, line in
      take(line, from: link)
    } onEnd: { [unowned(unsafe) self] link in
      members.removeAll { $0.value === link }
      becomeReady()
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
    if !text.isEmpty { send(text, to: link) }
  }

  // MARK: What the others say

  private func take(_ line: String, from link: PeerLink) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { String($0) }
    switch (words[0], words.count) {
    case ("hello", 2): members[words[1]] = link
    case ("join", 1):
      sendAll(to: link)
      send("done\n", to: link)
    case ("done", 1):
      if isReady != nil {
        process.write("shop: copied \(sessions.count) sessions\n")
      }
      becomeReady()
    case ("set", 3):
      guard let session = ShopSession(id: words[1], FormText(words[2])) else { return link.close() }
      if let gone = removed[session.id], gone >= session.version { return }
      if let known = sessions[session.id], known.version >= session.version { return }
      sessions[session.id] = session
    case ("remove", 3):
      guard let version = Int64(words[2]) else { return link.close() }
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
