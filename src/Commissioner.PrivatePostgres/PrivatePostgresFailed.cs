namespace Commissioner.PrivatePostgres;

/// <summary>The private PostgreSQL could not be had; the message is one line that says what failed, where, and what to do.</summary>
public sealed class PrivatePostgresFailed(string message, Exception? innerException = null)
    : Exception(string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)), innerException);
