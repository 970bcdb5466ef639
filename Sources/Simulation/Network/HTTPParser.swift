/// Reads HTTP/1.1 messages out of the texts that arrive on a connection.
///
/// Texts may cut a message anywhere. A head may have 64 KiB, a body 16 MiB; what is longer, or is
/// not HTTP, is a failure, after which nothing more is read.
public struct HTTPParser {
  /// What is wrong with what arrived.
  public enum Failure: Hashable, Sendable {
    /// The first line or a header is not HTTP.
    case malformed
    /// The size of a chunk is no number.
    case badChunk
    case tooLarge
    /// The connection ended in the middle of a message.
    case incomplete
  }

  /// Set when what arrived is not HTTP.
  public private(set) var failure: Failure?
  /// Whether responses come without a body, because they answer a `HEAD`.
  public var expectsNoBody = false
  private var waiting: [UInt8] = []
  private var head: HTTPMessage?
  private var body: [UInt8] = []
  private var chunk = Chunk.size

  private enum Chunk {
    case size
    case data(Int)
    case end
    case trailer
  }

  /// A parser at the beginning of a connection.
  public init() {}

  /// Takes text that arrived and returns the messages that are whole now, in order.
  public mutating func feed(_ text: String) -> [HTTPMessage] {
    guard failure == nil else { return [] }
    waiting += Array(text.utf8)
    var messages: [HTTPMessage] = []
    while failure == nil {
      if head == nil {
        guard readHead() else { break }
      }
      guard let message = readBody() else { break }
      messages.append(message)
      head = nil
      body = []
      chunk = .size
    }
    return messages
  }

  /// Takes note of the end of the connection: a response without a length ends there.
  public mutating func end() -> HTTPMessage? {
    guard failure == nil else { return nil }
    if var message = head, isEndedByClosing(message) {
      message.body = String(decoding: waiting, as: UTF8.self)
      head = nil
      waiting = []
      return message
    }
    if head != nil || !waiting.isEmpty { failure = .incomplete }
    return nil
  }

  private mutating func readHead() -> Bool {
    // Empty lines before a message are allowed.
    let blank = waiting.prefix { $0 == 13 || $0 == 10 }.count
    if blank > 0 { waiting.removeFirst(blank) }
    var end: Int?
    var index = 0
    while index < waiting.count {
      if waiting[index] == 10 {
        if index + 1 < waiting.count, waiting[index + 1] == 10 { end = index + 2 }
        if index + 2 < waiting.count, waiting[index + 1] == 13, waiting[index + 2] == 10 {
          end = index + 3
        }
        if end != nil { break }
      }
      index += 1
    }
    guard let end else {
      if waiting.count > 65_536 { failure = .tooLarge }
      return false
    }
    let lines = waiting[..<end].split(separator: 10).map { line in
      String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
    }
    waiting.removeFirst(end)
    // A zero byte is in no message, and what a text cut at it would say is not what was sent.
    guard !lines.contains(where: { $0.utf8.contains(0) }), let first = lines.first,
      let start = HTTPParser.start(of: first)
    else {
      failure = .malformed
      return false
    }
    var message = HTTPMessage(start: start)
    for line in lines.dropFirst() where !line.isEmpty {
      guard let colon = line.utf8.firstIndex(of: 58), colon != line.startIndex else {
        failure = .malformed
        return false
      }
      let value = line[line.utf8.index(after: colon)...]
      message.headers.append(
        HTTPMessage.Header(String(line[..<colon]), HTTPParser.trimmed(value)))
    }
    head = message
    return true
  }

  private static func start(of line: String) -> HTTPMessage.Start? {
    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count >= 2 else { return nil }
    if words[0].hasPrefix("HTTP/") {
      guard let status = Int(words[1]), status >= 100, status < 1000 else { return nil }
      return .response(
        version: String(words[0]), status: status, reason: words.count > 2 ? String(words[2]) : "")
    }
    guard words.count == 3, words[2].hasPrefix("HTTP/1."), !words[0].isEmpty, !words[1].isEmpty
    else { return nil }
    return .request(
      method: String(words[0]), target: String(words[1]), version: String(words[2]))
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }

  private func hasNoBody(_ message: HTTPMessage) -> Bool {
    guard let status = message.status else {
      return message["Content-Length"] == nil && message["Transfer-Encoding"] == nil
    }
    return expectsNoBody || status < 200 || status == 204 || status == 304
  }

  private func isEndedByClosing(_ message: HTTPMessage) -> Bool {
    message.status != nil && !hasNoBody(message) && message["Content-Length"] == nil
      && message["Transfer-Encoding"] == nil
  }

  private mutating func readBody() -> HTTPMessage? {
    guard var message = head else { return nil }
    if hasNoBody(message) { return message }
    if waiting.count + body.count > 16 << 20 {
      failure = .tooLarge
      return nil
    }
    if message["Transfer-Encoding"]?.lowercased() == "chunked" { return readChunks() }
    guard let lengthText = message["Content-Length"] else { return nil }
    guard let length = Int(bounded: lengthText), length >= 0 else {
      failure = .malformed
      return nil
    }
    guard waiting.count >= length else { return nil }
    message.body = String(decoding: waiting[..<length], as: UTF8.self)
    waiting.removeFirst(length)
    return message
  }

  private mutating func readChunks() -> HTTPMessage? {
    while true {
      switch chunk {
      case .data(let length):
        guard waiting.count >= length else { return nil }
        body += waiting[..<length]
        waiting.removeFirst(length)
        chunk = .end
      case .size, .end, .trailer:
        guard let end = waiting.firstIndex(of: 10) else { return nil }
        let line = waiting[..<end].filter { $0 != 13 }
        waiting.removeFirst(end + 1)
        switch chunk {
        case .size:
          let digits = String(decoding: line.prefix { $0 != 59 && $0 != 32 }, as: UTF8.self)
          guard let length = Int(digits, radix: 16), length >= 0, length <= 16 << 20 else {
            failure = .badChunk
            return nil
          }
          chunk = length == 0 ? .trailer : .data(length)
        case .trailer where line.isEmpty:
          guard var message = head else { return nil }
          message.body = String(decoding: body, as: UTF8.self)
          return message
        case .trailer: break
        default: chunk = .size
        }
      }
    }
  }
}
