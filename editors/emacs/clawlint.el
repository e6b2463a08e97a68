;;; clawlint.el --- OpenClaw configs with eglot  -*- lexical-binding: t -*-
;; Emacs 29 has eglot; in 28 it is the package of that name. `M-x load-file', or require it from your init file.

(require 'js)
(require 'eglot)

(defgroup clawlint nil "OpenClaw's model routing." :group 'languages)
(defcustom clawlint-command '("npx" "clawlint" "lsp") "What starts the server." :type '(repeat string))
(defcustom clawlint-settings nil "Its settings, such as (:release \"2026.9.6\")." :type 'plist)

;; eglot takes the language id from the name of the mode: `openclaw'
(define-derived-mode openclaw-mode js-mode "OpenClaw"
  "JSON5 as OpenClaw reads it."
  (setq-local js-indent-level 2))

(dolist (pattern '("/\\(?:openclaw\\|clawdbot\\)\\.json5?\\'" "/openclaw[.-][^/]*\\.json5\\'"))
  (add-to-list 'auto-mode-alist (cons pattern 'openclaw-mode)))
(add-to-list 'eglot-server-programs
             (cons 'openclaw-mode
                   (lambda (&optional _interactive)
                     (append clawlint-command (list :initializationOptions (or clawlint-settings (make-hash-table)))))))
(add-hook 'openclaw-mode-hook #'eglot-ensure)

(provide 'clawlint)
;;; clawlint.el ends here
