/// What kind a file of a site is, for the browser.
enum ContentType {
  private static let types = [
    "avif": "image/avif", "css": "text/css; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "gif": "image/gif", "html": "text/html; charset=utf-8", "jpeg": "image/jpeg",
    "jpg": "image/jpeg", "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml",
    "wasm": "application/wasm", "webp": "image/webp", "woff2": "font/woff2",
    "xml": "application/xml", "zip": "application/zip",
  ]
  private static let texts: Set<String> = [
    "c", "cfg", "conf", "ini", "log", "md", "properties", "py", "sh", "sql", "swift", "toml",
    "tsv", "txt", "yaml", "yml",
  ]

  static func of(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
    let ending = name[name.index(after: dot)...].lowercased()
    if texts.contains(ending) { return "text/plain; charset=utf-8" }
    return types[ending] ?? "application/octet-stream"
  }
}
