package dev.kbench.chat;

/// What a chat's history holds: messages, and chats that were opened inside it.
public sealed interface ChatItem permits Message, Chat {}
