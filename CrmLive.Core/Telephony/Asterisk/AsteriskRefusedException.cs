namespace CrmLive.Core.Telephony.Asterisk;

internal sealed class AsteriskRefusedException(string message) : Exception(message);
