import OrderedCollections
public import Values

/// Why the server refused a request: the contents of a `Status` object.
public struct APIError: Error, Hashable {
  /// The reasons that a `Status` names, with their HTTP codes.
  public enum Reason: String, Sendable {
    case badRequest = "BadRequest"
    case unauthorized = "Unauthorized"
    case forbidden = "Forbidden"
    case notFound = "NotFound"
    case methodNotAllowed = "MethodNotAllowed"
    case notAcceptable = "NotAcceptable"
    case alreadyExists = "AlreadyExists"
    case conflict = "Conflict"
    case gone = "Gone"
    case expired = "Expired"
    case invalid = "Invalid"
    case tooManyRequests = "TooManyRequests"
    case requestEntityTooLarge = "RequestEntityTooLarge"
    case unsupportedMediaType = "UnsupportedMediaType"
    case internalError = "InternalError"

    /// The HTTP status code.
    public var code: Int32 {
      switch self {
      case .badRequest: return 400
      case .unauthorized: return 401
      case .forbidden: return 403
      case .notFound: return 404
      case .methodNotAllowed: return 405
      case .notAcceptable: return 406
      case .alreadyExists, .conflict: return 409
      case .gone, .expired: return 410
      case .requestEntityTooLarge: return 413
      case .unsupportedMediaType: return 415
      case .invalid: return 422
      case .tooManyRequests: return 429
      case .internalError: return 500
      }
    }
  }

  /// One of several things that are wrong with an object.
  public struct Cause: Hashable, Sendable {
    /// `FieldValueRequired`, `FieldValueInvalid`, `FieldValueForbidden`, ….
    public var reason: String
    /// `spec.replicas`.
    public var field: String
    /// `Invalid value: -1: must be greater than or equal to 0`.
    public var message: String

    /// A cause as given.
    public init(reason: String, field: String, message: String) {
      self.reason = reason
      self.field = field
      self.message = message
    }
  }

  /// What kind of refusal it is; it decides the HTTP code.
  public var reason: Reason
  /// The whole sentence, as `kubectl` prints it after `Error from server (…): `.
  public var message: String
  /// What the request was about; all empty when it is about nothing in particular.
  public var name = ""
  /// The group of the kind; empty for the core group.
  public var group = ""
  /// The plural name, or the kind for `Invalid`.
  public var kind = ""
  /// The uid, when the request named one.
  public var uid = ""
  /// What is wrong, for an object that is invalid; empty otherwise.
  public var causes: [Cause] = []
  /// Seconds after which it is worth trying again; 0 when that is not said.
  public var retryAfterSeconds: Int32 = 0

  /// A refusal that is about no object; see the named ones for others.
  public init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  /// The HTTP status code of the reason.
  public var code: Int32 { reason.code }

  /// The `Status` object that is sent.
  public var json: JSON {
    var details: OrderedMembers = [:]
    if !name.isEmpty { details["name"] = .string(name) }
    if !group.isEmpty { details["group"] = .string(group) }
    if !kind.isEmpty { details["kind"] = .string(kind) }
    if !uid.isEmpty { details["uid"] = .string(uid) }
    if !causes.isEmpty {
      details["causes"] = .array(
        causes.map {
          [
            "reason": .string($0.reason), "message": .string($0.message),
            "field": .string($0.field),
          ]
        })
    }
    if retryAfterSeconds != 0 {
      details["retryAfterSeconds"] = .integer(Int64(retryAfterSeconds))
    }
    var status: OrderedMembers = [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
      "message": .string(message), "reason": .string(reason.rawValue),
    ]
    if !details.isEmpty { status["details"] = .object(details) }
    status["code"] = .integer(Int64(code))
    return .object(status)
  }
}
