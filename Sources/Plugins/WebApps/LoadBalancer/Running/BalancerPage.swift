import Simulation

/// The pages that haproxy makes itself.
enum BalancerPage {
  static let noServer = page(
    503, "Service Unavailable", "No server is available to handle this request.")
  static let serverTimeout = page(
    504, "Gateway Time-out", "The server didn't respond in time.")
  static let badGateway = page(
    502, "Bad Gateway", "The server returned an invalid or incomplete response.")
  static let badRequest = page(
    400, "Bad request", "Your browser sent an invalid request.", isEarly: true)
  static let requestTimeout = page(
    408, "Request Time-out", "Your browser didn't send a complete request in time.", isEarly: true)

  /// - Parameter isEarly: whether it is sent before a request was understood; its headers are then
  ///   written with capitals.
  private static func page(
    _ status: Int, _ reason: String, _ text: String, isEarly: Bool = false
  ) -> HTTPMessage {
    let body = "<html><body><h1>\(status) \(reason)</h1>\n\(text)\n</body></html>\n"
    let names =
      isEarly
      ? ["Content-length", "Cache-Control", "Content-Type"]
      : ["content-length", "cache-control", "content-type"]
    var headers = [
      HTTPMessage.Header(names[0], String(body.utf8.count)),
      HTTPMessage.Header(names[1], "no-cache"),
    ]
    if isEarly { headers.append(HTTPMessage.Header("Connection", "close")) }
    headers.append(HTTPMessage.Header(names[2], "text/html"))
    return HTTPMessage(
      start: .response(version: "HTTP/1.1", status: status, reason: reason), headers: headers,
      body: body)
  }
}
