import Foundation
import Glibc
import Testing

/// A client that speaks HTTP over a socket of its own, and so can say what no browser would.
struct Client: Sendable {
  let port: UInt16

  struct NothingListens: Error {
    var port: UInt16
  }

  struct Response {
    var status: Int
    var head: String
    var body: String
  }

  var host: String { "127.0.0.1:\(port)" }

  /// Sends a request and reads the response to its end.
  func send(
    _ method: String, _ path: String, host: String? = nil, headers: [String] = [],
    body: String = ""
  ) throws -> Response {
    let descriptor = try connected()
    defer { close(descriptor) }
    var lines = ["\(method) \(path) HTTP/1.1", "Host: \(host ?? self.host)", "Connection: close"]
    if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
    try write((lines + headers).joined(separator: "\r\n") + "\r\n\r\n" + body, to: descriptor)
    var text = ""
    while let piece = read(descriptor) { text += piece }
    let end = try #require(text.range(of: "\r\n\r\n"))
    let head = String(text[..<end.lowerBound])
    let status = try #require(head.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    return Response(status: status, head: head, body: String(text[end.upperBound...]))
  }

  func get(_ path: String) throws -> Response { try send("GET", path) }

  /// Listens for events until one of a name comes, and gives its data.
  ///
  /// - Parameter body: called when the first event is there, so that nothing is missed.
  func event(
    _ name: String, of page: String, version: Int = 1, instance: String = "",
    after body: @Sendable () throws -> Void = {}
  ) async throws -> String {
    let descriptor = try connected()
    defer { close(descriptor) }
    let path = "/~preview/events?page=\(page)&version=\(version)&instance=\(instance)"
    try write("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n", to: descriptor)
    var text = ""
    var isGreeted = false
    let start = ContinuousClock.now
    // Something is sent now and then, also when no event comes.
    while ContinuousClock.now - start < .seconds(300), let piece = read(descriptor) {
      text += piece
      if !isGreeted, text.contains("event: hello") {
        isGreeted = true
        try body()
      }
      guard let start = text.range(of: "event: \(name)\ndata: ") else { continue }
      if let end = text[start.upperBound...].range(of: "\n") {
        return String(text[start.upperBound..<end.lowerBound])
      }
    }
    Issue.record("no event '\(name)' came: \(text)")
    return ""
  }

  func connected() throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // A test must not wait for ever, and on a loaded machine much else comes first.
    var patience = timeval(tv_sec: 300, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else {
      close(descriptor)
      throw NothingListens(port: port)
    }
    return descriptor
  }

  func write(_ text: String, to descriptor: Int32) throws {
    let bytes = Array(text.utf8)
    try #require(
      Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
  }

  func read(_ descriptor: Int32) -> String? {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}
