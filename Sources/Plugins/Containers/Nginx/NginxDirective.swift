/// A directive of an nginx configuration: its words and, for some, a block of others.
struct NginxDirective {
  var name: String
  var arguments: [String]
  var block: [NginxDirective]?
  var file: String
  var line: Int

  /// Where it stands, as nginx says it: `/etc/nginx/nginx.conf:3`.
  var place: String { "\(file):\(line)" }
}

/// What is wrong with a configuration, in nginx's words.
struct NginxProblem: Error {
  var message: String
}
