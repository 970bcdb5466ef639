import Book
import FlyingFox
import FlyingSocks
import Foundation

/// Answers the browser: pages, events, and what a page asks to be done.
struct PreviewServer: Sendable {
  /// Below this path lies what is the preview's own and never a part of a site.
  static let own = "/~preview/"
  /// The longest request that changes something, in bytes.
  static let maximumBody = 64 << 10

  let book: LiveBook
  let hub: EventHub
  let requests: RequestGuard
  /// Differs from one run of the server to the next: pages of an earlier run load themselves anew.
  let instance = RequestGuard.newToken()

  func response(to request: HTTPRequest) async -> HTTPResponse {
    if let (status, reason) = requests.refusal(of: request) {
      return text(reason, status)
    }
    guard var path = request.path.removingPercentEncoding, !path.contains("\0") else {
      return text("the address cannot be read", .badRequest)
    }
    // A folder's own address keeps its slash: the links of its page start there.
    let target = request.target.rawValue.prefix { $0 != "?" }
    if target.hasSuffix("/"), !path.hasSuffix("/") { path += "/" }
    var response: HTTPResponse
    if path.hasPrefix(PreviewServer.own) {
      response = await ownResponse(String(path.dropFirst(PreviewServer.own.count)), request)
    } else if request.method == .POST {
      response = text("pages can only be read", .methodNotAllowed)
    } else {
      response = await page(at: path)
    }
    if request.method == .HEAD {
      response = HTTPResponse(statusCode: response.statusCode, headers: response.headers)
    }
    return response
  }

  // MARK: - Pages

  private func page(at path: String) async -> HTTPResponse {
    var name = String(path.drop { $0 == "/" })
    if name.isEmpty || name.hasSuffix("/") { name += "index.html" }
    let (bytes, version) = await book.page(at: name)
    if let bytes { return file(bytes, name, version, .ok) }
    // A page with a mistake in its theme, or one that was not written yet, has to come by itself
    // when it can.
    let missing = await book.file(at: "404.html") ?? PreviewServer.emptyPage
    return file(missing, "404.html", version, .notFound)
  }

  private static let emptyPage = Array(
    """
    <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>
    <body><main><h1>There is no page yet</h1></main></body></html>
    """.utf8)

  private func file(
    _ bytes: [UInt8], _ name: String, _ version: Int, _ status: HTTPStatusCode
  ) -> HTTPResponse {
    let isPage = name.hasSuffix(".html")
    return respond(
      isPage ? withScript(bytes, name, version) : Data(bytes), ContentType.of(name), status)
  }

  /// The page with the preview's own script, which no published page has. It comes before all
  /// others: they change the page, and it has to know how it was.
  private func withScript(_ bytes: [UInt8], _ name: String, _ version: Int) -> Data {
    let script = """
      <script src="\(PreviewServer.own)preview.js" defer data-page="\(escaped(name))" \
      data-version="\(version)" data-instance="\(instance)" data-token="\(requests.token)"></script>

      """
    let style = "<link rel=\"stylesheet\" href=\"\(PreviewServer.own)preview.css\">\n"
    let page = bytes[...]
    guard let head = page.firstRange(of: Array("</head>".utf8))?.lowerBound else {
      return Data(bytes)
    }
    let first = page[..<head].firstRange(of: Array("<script".utf8))?.lowerBound ?? head
    return Data(page[..<first]) + Data(script.utf8) + Data(page[first..<head]) + Data(style.utf8)
      + Data(page[head...])
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
  }

  // MARK: - The preview's own

  private func ownResponse(_ name: String, _ request: HTTPRequest) async -> HTTPResponse {
    let query = Dictionary(
      request.query.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    switch (request.method, name) {
    case (.GET, "preview.js"), (.GET, "preview.css"), (.HEAD, "preview.js"), (.HEAD, "preview.css"):
      let bytes =
        name.hasSuffix(".js") ? PackageResources.preview_js : PackageResources.preview_css
      return respond(Data(bytes), ContentType.of(name), .ok)
    case (.GET, "events"):
      return await events(query)
    case (.GET, "notes"):
      return json(await book.notes(of: query["page"] ?? ""), .ok)
    case (.POST, "accept"):
      return await accept(request)
    case (.GET, "change"):
      return await change(query)
    case (_, "preview.js"), (_, "preview.css"), (_, "events"), (_, "notes"), (_, "change"),
      (_, "accept"):
      return text("not with this method", .methodNotAllowed)
    default:
      return text("there is nothing here", .notFound)
    }
  }

  /// What a page is told first: whether it is still as it was when it was made.
  private struct Hello: Encodable { var isCurrent: Bool }

  private func events(_ query: [String: String]) async -> HTTPResponse {
    var isCurrent = query["instance"] == instance
    if isCurrent, let since = Int(query["version"] ?? "") {
      isCurrent = await !book.hasChanged(query["page"] ?? "", since: since)
    }
    return hub.response(first: EventHub.event("hello", Hello(isCurrent: isCurrent)))
  }

  /// How a page becomes the one that it is now; the HTML of the new parts comes after it.
  private struct PageChange: Encodable {
    var version: Int
    var count: Int
    var parts: [Int]
    var notes: PageNotes
  }

  private func change(_ query: [String: String]) async -> HTTPResponse {
    let page = query["page"] ?? ""
    guard query["instance"] == instance, let since = query["version"].flatMap({ Int($0) }),
      let (change, version) = await book.change(of: page, since: since)
    else { return text("the page has to be loaded as a whole", .conflict) }
    let head = PageChange(
      version: version, count: change.count, parts: change.parts, notes: await book.notes(of: page))
    // A line of JSON and then HTML as it is: as a string in JSON that takes both sides long.
    guard var body = try? JSONEncoder().encode(head) else {
      return text("the page has to be loaded as a whole", .conflict)
    }
    body.append(UInt8(ascii: "\n"))
    for part in change.new { body.append(contentsOf: part) }
    return respond(body, ContentType.of("change.txt"), .ok)
  }

  private struct AcceptRequest: Decodable {
    var file: String
    var line: Int?
  }

  private struct AcceptResult: Encodable {
    var accepted: Int
    var refusal: String?
    var help: String?
  }

  private func accept(_ request: HTTPRequest) async -> HTTPResponse {
    let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    guard length <= PreviewServer.maximumBody, let body = try? await request.bodyData,
      let wanted = try? JSONDecoder().decode(AcceptRequest.self, from: body)
    else { return text("the request cannot be read", .badRequest) }
    do throws(Refusal) {
      let count = try await book.accept(wanted.file, line: wanted.line)
      return json(AcceptResult(accepted: count), .ok)
    } catch {
      return json(
        AcceptResult(accepted: 0, refusal: error.summary, help: error.help), .conflict)
    }
  }

  // MARK: - Responses

  private func json(_ value: some Encodable, _ status: HTTPStatusCode) -> HTTPResponse {
    let data = (try? JSONEncoder().encode(value)) ?? Data("{}".utf8)
    return respond(data, "application/json; charset=utf-8", status)
  }

  private func text(_ text: String, _ status: HTTPStatusCode) -> HTTPResponse {
    respond(Data((text + "\n").utf8), "text/plain; charset=utf-8", status)
  }

  private func respond(_ data: Data, _ type: String, _ status: HTTPStatusCode) -> HTTPResponse {
    HTTPResponse(
      statusCode: status,
      headers: [
        .contentType: type, .cacheControl: "no-store",
        HTTPHeader("X-Content-Type-Options"): "nosniff",
        HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
        HTTPHeader("Content-Security-Policy"): "frame-ancestors 'none'",
      ], body: data)
  }
}
