public import Values

/// The server's answer: an HTTP status code and a body.
public struct APIResponse {
  /// 200, 201, or the code of an error.
  public var code: Int32
  /// An object, a list, a `Table`, or a `Status` when the request failed.
  public var body: JSON
  /// Sentences for the user, which `kubectl` prints as `Warning: …`.
  public var warnings: [String] = []
  /// What was refused; nil for success.
  public var error: APIError?

  /// An answer without warnings.
  public init(code: Int32, body: JSON) {
    self.code = code
    self.body = body
  }

  /// The answer to a refused request.
  public init(_ error: APIError) {
    code = error.code
    body = error.json
    self.error = error
  }
}
