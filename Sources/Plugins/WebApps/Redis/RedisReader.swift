import Simulation

/// Reads the protocol of Redis, RESP2, from texts that may cut it anywhere.
struct RedisReader {
  /// What is wrong with what came, in the server's words; after it nothing more is read.
  private(set) var failure: String?
  private var bytes: [UInt8] = []
  private var start = 0

  static let bulkLimit = 16 << 20
  static let inlineLimit = 64 << 10
  static let arrayLimit = 1 << 20
  static let depthLimit = 8

  mutating func feed(_ text: String) { bytes += Array(text.utf8) }

  private var count: Int { bytes.count - start }

  private mutating func consume(to place: Int) {
    start = place
    if start == bytes.count {
      bytes = []
      start = 0
    } else if start > 65_536 {
      bytes.removeFirst(start)
      start = 0
    }
  }

  /// The line that begins at a place, without its end, and where the next begins.
  private func line(at place: Int) -> (text: String, next: Int)? {
    guard let end = bytes[place...].firstIndex(of: 10) else { return nil }
    let last = end > place && bytes[end - 1] == 13 ? end - 1 : end
    return (String(decoding: bytes[place..<last], as: UTF8.self), end + 1)
  }

  // MARK: Requests

  /// The next command that is whole; empty for an empty line.
  mutating func nextRequest() -> [String]? {
    guard failure == nil, count > 0 else { return nil }
    guard bytes[start] == UInt8(ascii: "*") else {
      guard let (text, next) = line(at: start) else {
        if count > RedisReader.inlineLimit { failure = "Protocol error: too big inline request" }
        return nil
      }
      consume(to: next)
      guard let words = RedisWords.split(text) else {
        failure = "Protocol error: unbalanced quotes in request"
        return nil
      }
      return words
    }
    guard let (head, first) = line(at: start) else {
      if count > RedisReader.inlineLimit { failure = "Protocol error: too big mbulk count string" }
      return nil
    }
    guard let number = Int(bounded: head.dropFirst()), number <= RedisReader.arrayLimit else {
      failure = "Protocol error: invalid multibulk length"
      return nil
    }
    var place = first
    var words: [String] = []
    for _ in 0..<max(0, number) {
      guard place < bytes.count else { return nil }
      guard bytes[place] == UInt8(ascii: "$") else {
        let found = String(decoding: [bytes[place]], as: UTF8.self)
        failure = "Protocol error: expected '$', got '\(found)'"
        return nil
      }
      guard let (text, next) = line(at: place) else { return nil }
      guard let length = Int(bounded: text.dropFirst()), length >= 0,
        length <= RedisReader.bulkLimit
      else {
        failure = "Protocol error: invalid bulk length"
        return nil
      }
      guard bytes.count >= next + length + 2 else { return nil }
      words.append(String(decoding: bytes[next..<(next + length)], as: UTF8.self))
      place = next + length + 2
    }
    consume(to: place)
    return words
  }

  // MARK: Replies

  /// The next reply that is whole.
  mutating func nextReply() -> RedisReply? {
    guard failure == nil, count > 0 else { return nil }
    guard let (reply, next) = reply(at: start, depth: 0) else { return nil }
    consume(to: next)
    return reply
  }

  private mutating func reply(at place: Int, depth: Int) -> (RedisReply, Int)? {
    guard place < bytes.count, let (text, next) = line(at: place) else { return nil }
    let rest = String(text.dropFirst())
    switch bytes[place] {
    case UInt8(ascii: "+"): return (.status(rest), next)
    case UInt8(ascii: "-"): return (.error(rest), next)
    case UInt8(ascii: ":"):
      guard let number = Int64(rest) else { break }
      return (.integer(number), next)
    case UInt8(ascii: "$"):
      guard let length = Int(bounded: rest), length <= RedisReader.bulkLimit else { break }
      if length < 0 { return (.bulk(nil), next) }
      guard bytes.count >= next + length + 2 else { return nil }
      return (
        .bulk(String(decoding: bytes[next..<(next + length)], as: UTF8.self)), next + length + 2
      )
    case UInt8(ascii: "*"):
      guard let number = Int(bounded: rest), number <= RedisReader.arrayLimit,
        depth < RedisReader.depthLimit
      else { break }
      if number < 0 { return (.bulk(nil), next) }
      var place = next
      var replies: [RedisReply] = []
      for _ in 0..<number {
        guard let (reply, next) = reply(at: place, depth: depth + 1) else { return nil }
        replies.append(reply)
        place = next
      }
      return (.array(replies), place)
    default: break
    }
    failure = "Protocol error, got \"\(text.prefix(1))\" as reply type byte"
    return nil
  }
}

/// The words of a line as Redis and its client take them: in quotes, with backslashes.
enum RedisWords {
  /// Nil when a quote is not closed, or not followed by a space.
  static func split(_ text: String) -> [String]? {
    let bytes = Array(text.utf8)
    var words: [String] = []
    var index = 0
    while true {
      while index < bytes.count, isSpace(bytes[index]) { index += 1 }
      guard index < bytes.count else { return words }
      var word: [UInt8] = []
      while index < bytes.count, !isSpace(bytes[index]) {
        let byte = bytes[index]
        index += 1
        guard byte == 34 || byte == 39 else {
          word.append(byte)
          continue
        }
        guard let end = quoted(bytes, from: index, by: byte, into: &word) else { return nil }
        index = end
        if index < bytes.count, !isSpace(bytes[index]) { return nil }
      }
      words.append(String(decoding: word, as: UTF8.self))
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || (byte >= 9 && byte <= 13) || byte == 0
  }

  private static func quoted(
    _ bytes: [UInt8], from start: Int, by quote: UInt8, into word: inout [UInt8]
  ) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote { return index + 1 }
      guard byte == 92, index + 1 < bytes.count else {
        word.append(byte)
        index += 1
        continue
      }
      let next = bytes[index + 1]
      index += 2
      if quote == 39 {
        if next == 39 { word.append(39) } else { word += [92, next] }
        continue
      }
      if next == UInt8(ascii: "x"), index + 1 < bytes.count,
        let code = UInt8(String(decoding: bytes[index...(index + 1)], as: UTF8.self), radix: 16)
      {
        word.append(code)
        index += 2
        continue
      }
      switch next {
      case UInt8(ascii: "n"): word.append(10)
      case UInt8(ascii: "r"): word.append(13)
      case UInt8(ascii: "t"): word.append(9)
      case UInt8(ascii: "b"): word.append(8)
      case UInt8(ascii: "a"): word.append(7)
      default: word.append(next)
      }
    }
    return nil
  }
}
