/// An identity for pods.
public final class ServiceAccount: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .serviceAccounts }

  /// Its secrets, as the SECRETS column counts them. Not acted on.
  public var secrets: [ObjectReference] = []
  /// Not acted on: no registry asks for a password.
  public var imagePullSecrets: [LocalObjectReference] = []
  /// Not acted on here; the pod's own field of that name is.
  public var automountServiceAccountToken: Bool?

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() { super.init(.serviceAccounts) }

  public override func copy() -> ServiceAccount { ServiceAccount(copying: self) }

  private init(copying original: ServiceAccount) {
    secrets = original.secrets
    imagePullSecrets = original.imagePullSecrets
    automountServiceAccountToken = original.automountServiceAccountToken
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("secrets", &secrets)
    try fields.field("imagePullSecrets", &imagePullSecrets)
    try fields.field("automountServiceAccountToken", &automountServiceAccountToken)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? ServiceAccount else { return false }
    return secrets == other.secrets
      && imagePullSecrets == other.imagePullSecrets
      && automountServiceAccountToken == other.automountServiceAccountToken
  }
}
