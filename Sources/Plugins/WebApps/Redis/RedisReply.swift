/// What a Redis answers.
indirect enum RedisReply: Hashable {
  case status(String)
  case error(String)
  case integer(Int64)
  /// A text; nil for none.
  case bulk(String?)
  case array([RedisReply])

  static let ok = RedisReply.status("OK")

  static func texts(_ texts: [String]) -> RedisReply { .array(texts.map { .bulk($0) }) }

  /// The reply as it goes over the connection.
  var encoded: String {
    switch self {
    case .status(let text): "+\(text)\r\n"
    case .error(let text): "-\(text)\r\n"
    case .integer(let number): ":\(number)\r\n"
    case .bulk(nil): "$-1\r\n"
    case .bulk(let text?): "$\(text.utf8.count)\r\n\(text)\r\n"
    case .array(let replies): "*\(replies.count)\r\n" + replies.map { $0.encoded }.joined()
    }
  }

  /// A command as it goes over the connection.
  static func request(_ words: [String]) -> String {
    "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
  }
}
