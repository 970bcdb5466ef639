/// A request or response of HTTP/1.1 as a value.
public struct HTTPMessage: Hashable, Sendable {
  /// The first line.
  public enum Start: Hashable, Sendable {
    case request(method: String, target: String, version: String)
    case response(version: String, status: Int, reason: String)
  }

  /// A header as it was written; names compare without regard to case.
  public struct Header: Hashable, Sendable {
    /// As it was written, with its case.
    public var name: String
    /// Without the blanks around it.
    public var value: String

    /// A header as given; names and values are not checked.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The first line: it tells whether this is a request or a response.
  public var start: Start
  /// The headers, in order; one name may occur more than once.
  public var headers: [Header]
  /// The body, as a text; in what was received, chunks are already put together.
  public var body: String

  /// A message as given. `Content-Length` is added by ``serialized`` only.
  public init(start: Start, headers: [Header] = [], body: String = "") {
    self.start = start
    self.headers = headers
    self.body = body
  }

  /// A request. `Host` and the like are the caller's to give.
  public static func request(
    _ method: String, _ target: String, headers: [Header] = [], body: String = ""
  ) -> HTTPMessage {
    HTTPMessage(
      start: .request(method: method, target: target, version: "HTTP/1.1"), headers: headers,
      body: body)
  }

  /// A response with the usual reason of its status.
  public static func response(
    _ status: Int, headers: [Header] = [], body: String = ""
  ) -> HTTPMessage {
    HTTPMessage(
      start: .response(
        version: "HTTP/1.1", status: status, reason: HTTPMessage.reason(of: status)),
      headers: headers, body: body)
  }

  /// The status of a response; nil for a request.
  public var status: Int? { if case .response(_, let status, _) = start { status } else { nil } }

  /// The method of a request; nil for a response.
  public var method: String? { if case .request(let method, _, _) = start { method } else { nil } }

  /// The target of a request, `/path?query`; nil for a response.
  public var target: String? { if case .request(_, let target, _) = start { target } else { nil } }

  /// The first header with a name, whatever its case. Setting it replaces every such header,
  /// at the place of the first; nil takes them away.
  public subscript(name: String) -> String? {
    get { headers.first { HTTPMessage.isSame($0.name, name) }?.value }
    set {
      let place = headers.firstIndex { HTTPMessage.isSame($0.name, name) }
      headers.removeAll { HTTPMessage.isSame($0.name, name) }
      if let newValue {
        headers.insert(Header(name, newValue), at: place ?? headers.count)
      }
    }
  }

  /// Every value of a header, in order.
  public func values(of name: String) -> [String] {
    headers.filter { HTTPMessage.isSame($0.name, name) }.map { $0.value }
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || left.lowercased() == right.lowercased()
  }

  /// The first line without its line end: `HTTP/1.1 200 OK`.
  public var startLine: String {
    switch start {
    case .request(let method, let target, let version): "\(method) \(target) \(version)"
    case .response(let version, let status, let reason): "\(version) \(status) \(reason)"
    }
  }

  /// The text that goes over the connection. `Content-Length` is added when there is a body, or a
  /// response could have one, and the headers say nothing about its length.
  public var serialized: String {
    var text = startLine + "\r\n"
    for header in headers { text += "\(header.name): \(header.value)\r\n" }
    let mayHaveBody = status.map { $0 >= 200 && $0 != 204 && $0 != 304 } ?? !body.isEmpty
    if mayHaveBody, self["Content-Length"] == nil, self["Transfer-Encoding"] == nil {
      text += "Content-Length: \(body.utf8.count)\r\n"
    }
    return text + "\r\n" + body
  }

  /// Whether the connection may be used again after this message.
  public var keepsConnection: Bool {
    let version =
      switch start {
      case .request(_, _, let version): version
      case .response(let version, _, _): version
      }
    let wish = self["Connection"]?.lowercased() ?? ""
    return version == "HTTP/1.0" ? wish == "keep-alive" : wish != "close"
  }

  /// The usual words for a status: `Not Found`.
  public static func reason(of status: Int) -> String {
    switch status {
    case 100: "Continue"
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 206: "Partial Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    default: "Unknown"
    }
  }
}
