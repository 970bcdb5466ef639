/// An identity for pods.
public final class ServiceAccount: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .serviceAccounts }

  public var secrets: [ObjectReference] = []
  public var imagePullSecrets: [LocalObjectReference] = []
  public var automountServiceAccountToken: Bool?

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
