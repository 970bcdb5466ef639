import Simulation
import Testing

@Suite struct HTTPTests {
  static let two =
    "POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
    + "GET / HTTP/1.1\r\nhost:  y \r\n\r\n"

  /// A text may be cut anywhere between two arrivals.
  @Test func messagesAreReadWhereverTheTextIsCut() {
    let bytes = Array(HTTPTests.two.utf8)
    for cut in 0...bytes.count {
      var parser = HTTPParser()
      var messages = parser.feed(String(decoding: bytes[..<cut], as: UTF8.self))
      messages += parser.feed(String(decoding: bytes[cut...], as: UTF8.self))
      #expect(messages.count == 2 && parser.failure == nil)
      #expect(messages.first?.body == "hello" && messages.first?.target == "/a?b=c")
      #expect(messages.last?["Host"] == "y" && messages.last?.method == "GET")
      #expect(parser.end() == nil && parser.failure == nil)
    }
  }

  @Test func chunksAreJoined() {
    let text =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n"
      + "Trailer: t\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"
    for size in 1...text.utf8.count {
      var parser = HTTPParser()
      var messages: [HTTPMessage] = []
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        messages += parser.feed(String(decoding: rest.prefix(size), as: UTF8.self))
        rest = rest.dropFirst(size)
      }
      #expect(messages.map { $0.body } == ["abc0123456789", ""])
      #expect(messages.map { $0.status } == [200, 204])
    }
  }

  @Test func aResponseWithoutALengthEndsWithTheConnection() {
    var parser = HTTPParser()
    #expect(parser.feed("HTTP/1.0 200 OK\n\npart").isEmpty)
    #expect(parser.feed(" and end").isEmpty)
    #expect(parser.end()?.body == "part and end")
  }

  @Test(arguments: ["zz\r\n", "ffffffffffffffffff\r\n", "-1\r\n", "\r\n"])
  func aChunkWhoseSizeIsNoNumberIsRefused(_ chunk: String) {
    var parser = HTTPParser()
    #expect(parser.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(chunk)").isEmpty)
    #expect(parser.failure == .badChunk)
  }

  @Test func theAnswerToAHeadHasNoBody() {
    var parser = HTTPParser()
    parser.expectsNoBody = true
    #expect(parser.feed("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n").first?.body == "")
  }

  @Test(arguments: [
    "hello\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
    "GET / HTTP/1.1\r\n: x\r\n\r\n", "HTTP/1.1 99 x\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\u{0}b\r\n\r\n", "GET /\u{0} HTTP/1.1\r\n\r\n",
  ])
  func whatIsNotHTTPIsRefused(_ text: String) {
    var parser = HTTPParser()
    #expect(parser.feed(text).isEmpty)
    #expect(parser.failure == .malformed)
    #expect(parser.feed("GET / HTTP/1.1\r\n\r\n").isEmpty)
  }

  @Test func aHeadWithoutEndIsTooLarge() {
    var parser = HTTPParser()
    _ = parser.feed(String(repeating: "x", count: 70_000))
    #expect(parser.failure == .tooLarge)
  }

  @Test func theTextOfAMessageIsReadBack() {
    var message = HTTPMessage.response(
      404, headers: [.init("Content-Type", "text/plain"), .init("X", "1"), .init("x", "2")],
      body: "không\n")
    #expect(message.values(of: "X") == ["1", "2"])
    message["x"] = "3"
    #expect(message.values(of: "X") == ["3"] && message.headers.count == 2)
    var parser = HTTPParser()
    let read = parser.feed(message.serialized).first
    #expect(read?.body == "không\n" && read?["content-length"] == "7")
    #expect(read?.startLine == "HTTP/1.1 404 Not Found")
    #expect(HTTPMessage.request("GET", "/").serialized == "GET / HTTP/1.1\r\n\r\n")
  }
}
